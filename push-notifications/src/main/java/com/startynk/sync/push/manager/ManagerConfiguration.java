package com.startynk.sync.push.manager;

import java.time.Clock;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** What is known of managers. */
@Configuration(proxyBeanMethods = false)
public class ManagerConfiguration {

    @Bean
    SeenManagers seenManagers(JdbcTemplate jdbc, TransactionOperations transactions, Clock clock) {
        return new SeenManagers(new ManagerRows(jdbc), transactions, clock);
    }

    @Bean
    ProjectManagers projectManagers(JdbcTemplate jdbc, QueryGateway queries) {
        return new ProjectManagers(new ManagerRows(jdbc), queries);
    }
}
