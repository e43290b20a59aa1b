package com.startynk.sync.push.token;

import com.startynk.sync.platform.trpc.Procedure;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The push tokens' parts and their ways in. */
@Configuration(proxyBeanMethods = false)
@Import(PushTokenController.class)
public class PushTokenConfiguration {

    @Bean
    PushTokens pushTokens(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
        return new PushTokens(new PushTokenRows(jdbc), transactions, clock);
    }

    @Bean
    Procedure registerPushToken(PushTokens tokens) {
        return new Procedure(
                "notification.registerPushToken",
                Procedure.Kind.MUTATION,
                (input, call) -> tokens.register(input, call.caller()));
    }
}
