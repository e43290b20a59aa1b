package com.startynk.sync.platform.chain;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The chain over stored events. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChainSettings.class)
public class ChainConfiguration {

    @Bean
    ChainKeys chainKeys(ChainSettings settings) {
        return new ChainKeys(settings.key(), settings.earlierKeys());
    }
}
