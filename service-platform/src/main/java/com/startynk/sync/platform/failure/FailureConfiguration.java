package com.startynk.sync.platform.failure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** How failures are told. */
@Configuration(proxyBeanMethods = false)
public class FailureConfiguration {

    @Bean
    FailureWriter failureWriter(ObjectProvider<FailureEnvelope> envelopes, JsonMapper jsonMapper) {
        return new FailureWriter(envelopes.orderedStream().toList(), jsonMapper);
    }

    @Bean
    QuietOutages quietOutages() {
        return new QuietOutages();
    }
}
