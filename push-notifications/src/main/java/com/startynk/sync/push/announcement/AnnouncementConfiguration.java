package com.startynk.sync.push.announcement;

import com.startynk.sync.platform.trpc.Procedure;
import com.startynk.sync.push.delivery.Outbox;
import com.startynk.sync.push.notification.NotificationRows;
import java.time.Clock;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Notifications that people ask for, and their ways in. */
@Configuration(proxyBeanMethods = false)
@Import(AnnouncementController.class)
public class AnnouncementConfiguration {

    @Bean
    Announcements announcements(
            Outbox outbox, JdbcClient jdbc, QueryGateway queries, TransactionOperations transactions, Clock clock) {
        return new Announcements(outbox, new NotificationRows(jdbc), new ProjectPeople(queries), transactions, clock);
    }

    @Bean
    TestNotifications testNotifications(Outbox outbox, TransactionOperations transactions) {
        return new TestNotifications(outbox, transactions);
    }

    @Bean
    Procedure sendTestNotification(TestNotifications tests) {
        return new Procedure(
                "notification.sendTestNotification",
                Procedure.Kind.MUTATION,
                (input, call) -> tests.send(input, call.caller()));
    }
}
