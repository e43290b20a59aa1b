package com.startynk.sync.platform.session;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Revocations and the use of devices. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RevocationSettings.class)
public class SessionConfiguration {

    @Bean
    KnownRevocations knownRevocations(RevocationSettings settings) {
        return new KnownRevocations(settings.maxAge(), System::nanoTime);
    }

    @Bean
    RevocationWatch revocationWatch(
            JdbcClient jdbc,
            KnownRevocations known,
            ObjectProvider<RevocationListener> listeners,
            RedisConnectionFactory redis,
            RevocationSettings settings) {
        return new RevocationWatch(
                new RevocationRows(jdbc), known, listeners.orderedStream().toList(), redis, settings);
    }

    @Bean
    Revocations revocations(JdbcClient jdbc, RevocationWatch watch, Clock clock) {
        return new Revocations(new RevocationRows(jdbc), watch, clock);
    }

    @Bean
    DeviceUses deviceUses(JdbcTemplate jdbc, TransactionOperations transactions, Clock clock) {
        return new DeviceUses(new DeviceUseRows(jdbc), transactions, clock);
    }
}
