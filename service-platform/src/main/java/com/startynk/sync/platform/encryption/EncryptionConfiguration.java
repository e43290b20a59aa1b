package com.startynk.sync.platform.encryption;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Encryption of sensitive values. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EncryptionSettings.class)
public class EncryptionConfiguration {

    @Bean
    SensitiveValues sensitiveValues(
            JdbcClient jdbc,
            TransactionOperations transactions,
            EncryptionSettings settings,
            JsonMapper json,
            Clock clock) {
        return SensitiveValues.of(jdbc, transactions, settings, json, clock);
    }

    @Bean
    KeyRotation keyRotation(JdbcClient jdbc, EncryptionSettings settings, TransactionOperations transactions) {
        return new KeyRotation(new DataKeyRows(jdbc), MasterKeys.of(settings.keys()), transactions);
    }
}
