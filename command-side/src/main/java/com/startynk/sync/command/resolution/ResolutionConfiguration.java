package com.startynk.sync.command.resolution;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.intake.IntakeSettings;
import com.startynk.sync.command.intake.MutationLanes;
import com.startynk.sync.command.intake.SensitiveItems;
import java.time.Clock;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Conflicts that a person decides. */
@Configuration(proxyBeanMethods = false)
@Import(ResolutionEndpoint.class)
public class ResolutionConfiguration {

    @Bean
    ResolutionRequests resolutionRequests(
            QueryGateway queries,
            EntityCatalog catalog,
            SensitiveItems sensitive,
            JsonMapper json,
            MutationLanes lanes,
            IntakeSettings settings,
            Clock clock) {
        return new ResolutionRequests(
                new ConflictFinder(queries), new DecisionReader(catalog, sensitive, json, settings, clock), lanes);
    }
}
