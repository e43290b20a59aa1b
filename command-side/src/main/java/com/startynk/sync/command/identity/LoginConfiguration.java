package com.startynk.sync.command.identity;

import com.startynk.sync.platform.database.MigrationSet;
import com.startynk.sync.platform.session.DeviceUses;
import com.startynk.sync.platform.session.Revocations;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventBus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Accounts and sessions. */
@Configuration(proxyBeanMethods = false)
@Import({OwnLogins.class, DeviceController.class})
public class LoginConfiguration {

    @Bean
    static MigrationSet commandTables() {
        return new MigrationSet("command", "classpath:db/command");
    }

    @Bean
    DeviceRows deviceRows(JdbcClient jdbc) {
        return new DeviceRows(jdbc);
    }

    @Bean
    ConfigurerModule deviceQueries(DeviceRows devices) {
        var queries = new DeviceQueries(devices);
        return configurer -> configurer.registerQueryHandler(axon -> queries);
    }

    @Bean
    RefreshTokenRows refreshTokenRows(JdbcClient jdbc) {
        return new RefreshTokenRows(jdbc);
    }

    @Bean
    SessionLog sessionLog(EventBus events) {
        return new SessionLog(events);
    }

    @Bean
    SessionEnds sessionEnds(
            DeviceRows devices,
            RefreshTokenRows tokens,
            Revocations revocations,
            DeviceUses uses,
            SessionLog log,
            TransactionOperations transactions) {
        return new SessionEnds(devices, tokens, revocations, uses, log, transactions);
    }
}
