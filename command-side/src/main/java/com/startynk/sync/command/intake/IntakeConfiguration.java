package com.startynk.sync.command.intake;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.entity.EntityDirectory;
import com.startynk.sync.platform.axon.FeedProgress;
import com.startynk.sync.platform.encryption.SensitiveValues;
import com.startynk.sync.platform.limit.MutationAllowance;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** The intake's parts and its ways in. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeSettings.class)
@Import({PushEndpoint.class, PushProcedures.class})
public class IntakeConfiguration {

    @Bean
    Lanes lanes(
            CommandGateway commands,
            EntityDirectory directory,
            IntakeSettings settings,
            ObjectProvider<FeedProgress> feed) {
        return new Lanes(
                commands,
                directory,
                settings,
                new FeedPace(feed.getIfAvailable(() -> (bound, patience) -> {}), settings));
    }

    @Bean
    SensitiveItems sensitiveItems(EntityCatalog catalog, SensitiveValues values, JsonMapper json) {
        return new SensitiveItems(catalog, values, json);
    }

    @Bean
    MutationIntake mutationIntake(
            EntityCatalog catalog,
            SensitiveItems sensitive,
            Lanes lanes,
            MutationAllowance allowance,
            MeterRegistry meters,
            Clock clock,
            IntakeSettings settings) {
        return new MutationIntake(
                new ItemReader(catalog, settings, clock),
                sensitive,
                lanes,
                allowance,
                new IntakeMetrics(meters),
                settings);
    }

    @Bean
    PushRequests pushRequests(MutationIntake intake, QueryGateway queries, Clock clock, IntakeSettings settings) {
        return new PushRequests(intake, queries, settings, clock);
    }

    @Bean(destroyMethod = "shutdown")
    ExecutorService submittedItems() {
        return Executors.newCachedThreadPool(work -> new Thread(work, "submitted-item"));
    }

    /** Axon is built before the intake, which sends through it: so the handler asks for the intake when it is needed. */
    @Bean
    ConfigurerModule submitItemModule(
            ObjectProvider<PushRequests> requests, JsonMapper json, ExecutorService submittedItems) {
        return configurer -> configurer.registerCommandHandler(
                axon -> new SubmitItemHandler(requests::getObject, json, submittedItems));
    }
}
