package com.startynk.sync.push.notification;

import com.startynk.sync.platform.trpc.Procedure;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The notification log's parts and their ways in. */
@Configuration(proxyBeanMethods = false)
@Import(NotificationController.class)
public class NotificationConfiguration {

    @Bean
    NotificationLog notificationLog(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
        return new NotificationLog(new NotificationRows(jdbc), transactions, clock);
    }

    @Bean
    Procedure getNotifications(NotificationLog log) {
        return new Procedure(
                "notification.getNotifications",
                Procedure.Kind.QUERY,
                (input, call) -> log.list(NotificationsQuery.read(input), call.caller()));
    }

    @Bean
    Procedure markAsRead(NotificationLog log) {
        return new Procedure(
                "notification.markAsRead",
                Procedure.Kind.MUTATION,
                (input, call) -> log.mark(ReadMarks.read(input), call.caller()));
    }
}
