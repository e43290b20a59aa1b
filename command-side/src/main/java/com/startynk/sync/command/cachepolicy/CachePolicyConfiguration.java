package com.startynk.sync.command.cachepolicy;

import com.startynk.sync.catalog.EntityCatalog;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Cache policies that change. */
@Configuration(proxyBeanMethods = false)
@Import(CachePolicyEndpoint.class)
public class CachePolicyConfiguration {

    @Bean
    PolicyRequests policyRequests(EntityCatalog catalog, CommandGateway commands) {
        return new PolicyRequests(catalog, commands);
    }

    @Bean
    ConfigurerModule cachePolicyModule(EntityCatalog catalog) {
        return configurer -> configurer
                .configureAggregate(ChangedPolicies.class)
                .registerCommandHandler(
                        axon -> new CachePolicyHandler(catalog, axon.repository(ChangedPolicies.class)));
    }
}
