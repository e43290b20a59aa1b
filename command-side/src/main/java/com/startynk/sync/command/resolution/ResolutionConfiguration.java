package com.startynk.sync.command.resolution;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.intake.IntakeSettings;
import com.startynk.sync.command.intake.MutationLanes;
import java.time.Clock;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Conflicts that a person decides. */
@Configuration(proxyBeanMethods = false)
@Import(ResolutionEndpoint.class)
public class ResolutionConfiguration {

    @Bean
    ResolutionRequests resolutionRequests(
            QueryGateway queries, EntityCatalog catalog, MutationLanes lanes, IntakeSettings settings, Clock clock) {
        return new ResolutionRequests(new ConflictFinder(queries), new DecisionReader(catalog, settings, clock), lanes);
    }
}
