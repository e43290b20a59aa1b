package com.startynk.sync.command.release;

import com.startynk.sync.command.entity.EntityDirectory;
import com.startynk.sync.command.intake.MutationLanes;
import com.startynk.sync.command.intake.SensitiveItems;
import com.startynk.sync.command.parking.ParkingRows;
import com.startynk.sync.platform.axon.GatheredEvents;
import com.startynk.sync.platform.limit.MutationAllowance;
import com.startynk.sync.platform.trpc.Procedure;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Parked mutations: their index, their releases, and the call that has dead letters tried again. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ParkingSettings.class)
@Import({RetryEndpoint.class, DeadLetterEndpoint.class})
public class ReleaseConfiguration {

    /** A quarter of the usual: somebody waits for what is released. */
    private static final Duration GATHERING = Duration.ofMillis(5);

    @Bean
    ParkingRows parkingRows(JdbcOperations jdbc) {
        return new ParkingRows(jdbc);
    }

    @Bean
    FailedTries failedTries(
            ParkingRows rows,
            CommandGateway commands,
            PlatformTransactionManager transactions,
            ParkingSettings settings,
            Clock clock) {
        return new FailedTries(rows, commands, new TransactionTemplate(transactions), settings, clock);
    }

    @Bean
    Releases releases(
            MutationLanes lanes, EntityDirectory directory, ParkingRows rows, FailedTries failedTries, Clock clock) {
        return new Releases(lanes, directory, rows, failedTries, clock);
    }

    @Bean
    Sweep parkingSweep(
            ParkingRows rows, Releases releases, CommandGateway commands, ParkingSettings settings, Clock clock) {
        return new Sweep(rows, releases, commands, settings, clock);
    }

    @Bean
    RetryRequests retryRequests(
            ParkingRows rows, Releases releases, SensitiveItems sensitive, MutationAllowance allowance) {
        return new RetryRequests(rows, releases, sensitive, allowance);
    }

    @Bean
    Procedure retryFailed(RetryRequests requests) {
        return new Procedure(
                "sync.retryFailed", Procedure.Kind.MUTATION, (input, call) -> requests.retry(input, call.caller()));
    }

    /** Axon is built before the lanes, which send through it: so the handler is made when Axon starts. */
    @Bean
    ConfigurerModule parkingModule(ParkingRows rows, ObjectProvider<Releases> releases) {
        return configurer -> configurer
                .eventProcessing()
                .registerTrackingEventProcessor(
                        ParkingProjection.GROUP, axon -> new GatheredEvents(axon.eventStore(), GATHERING))
                .registerEventHandler(axon -> new ParkingProjection(rows, releases.getObject()));
    }
}
