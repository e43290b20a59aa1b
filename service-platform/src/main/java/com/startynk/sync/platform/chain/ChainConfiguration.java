package com.startynk.sync.platform.chain;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The chain over stored events. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChainSettings.class)
public class ChainConfiguration {

    @Bean
    ChainKeys chainKeys(ChainSettings settings) {
        return new ChainKeys(settings.key(), settings.earlierKeys());
    }

    @Bean
    ChainRows chainRows(JdbcTemplate jdbc) {
        return new ChainRows(jdbc);
    }

    @Bean
    Sealing sealing(
            ChainRows rows,
            ChainKeys keys,
            PlatformTransactionManager transactions,
            Clock clock,
            ChainSettings settings) {
        return new Sealing(rows, keys, new TransactionTemplate(transactions), clock, settings.sealAfter());
    }
}
