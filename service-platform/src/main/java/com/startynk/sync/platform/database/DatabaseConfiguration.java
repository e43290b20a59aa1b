package com.startynk.sync.platform.database;

import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The pool does not commit by itself, so that a transaction costs no more than its statements and its commit. A query outside
 * a transaction is fine: its connection is rolled back when it goes back to the pool. A write outside one would be lost, so
 * {@code JdbcTemplate} and {@code JdbcClient} refuse it. Several queries that belong together read inside one transaction.
 */
@Configuration(proxyBeanMethods = false)
public class DatabaseConfiguration {

    @Bean
    static FailFast failFast() {
        return new FailFast();
    }

    @Bean
    static SchemaFirst schemaFirst(ObjectProvider<MigrationSet> sets) {
        return new SchemaFirst(sets);
    }

    @Bean
    JdbcTemplate jdbcTemplate(DataSource dataSource) {
        return new TransactionalWrites(dataSource);
    }
}
