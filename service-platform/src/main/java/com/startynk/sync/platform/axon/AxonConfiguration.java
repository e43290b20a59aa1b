package com.startynk.sync.platform.axon;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Axon, put together by hand from what services publish as {@code ConfigurerModule} beans. Its own discovery of modules stays
 * off: that would bring handler time-outs that can stop a processor, and a checker for updates that phones home.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AxonSettings.class)
@Import({EventStoreConfiguration.class, BusConfiguration.class})
public class AxonConfiguration {

    /** Axon's parts, so that all that services register finds the same ones. */
    @Bean
    Configurer axonConfigurer(
            EmbeddedEventStore eventStore,
            TokenStore tokens,
            TransactionManager transactions,
            ConnectionProvider connections,
            PersistenceExceptionResolver exceptions,
            Serializer serializer,
            Upcasters upcasters) {
        var snapshots = new Snapshots();
        var configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(axon -> serializer)
                .configureEventSerializer(axon -> serializer)
                .configureMessageSerializer(axon -> serializer)
                .configureTransactionManager(axon -> transactions)
                .configureEventStore(axon -> {
                    axon.onShutdown(eventStore::shutDown);
                    return eventStore;
                })
                .registerComponent(TokenStore.class, axon -> tokens)
                .registerComponent(ConnectionProvider.class, axon -> connections)
                .registerComponent(PersistenceExceptionResolver.class, axon -> exceptions)
                .registerComponent(Snapshotter.class, axon -> {
                    axon.onShutdown(snapshots::stop);
                    return snapshots.snapshotter(axon);
                })
                // A group of mutations has several authors; metadata goes with each event and not with the command.
                .configureCorrelationDataProviders(axon -> List.of());
        upcasters.inOrder().forEach(upcaster -> configurer.registerEventUpcaster(axon -> upcaster));
        return configurer;
    }

    @Bean(destroyMethod = "")
    org.axonframework.config.Configuration axon(
            Configurer configurer,
            CommandBus commands,
            CommandGateway commandGateway,
            QueryBus queries,
            QueryGateway queryGateway,
            AxonSettings settings,
            MeterRegistry meters,
            Clock clock,
            ObjectProvider<ConfigurerModule> modules) {
        configurer
                .configureCommandBus(axon -> commands)
                .configureQueryBus(axon -> queries)
                .registerComponent(CommandGateway.class, axon -> commandGateway)
                .registerComponent(QueryGateway.class, axon -> queryGateway);
        new EventProcessing(settings, meters, clock).configure(configurer);
        modules.orderedStream().forEach(module -> module.configureModule(configurer));
        var axon = configurer.buildConfiguration();
        SerializerCheck.refuseXStream(axon);
        return axon;
    }

    @Bean
    AxonLifecycle axonLifecycle(
            org.axonframework.config.Configuration axon, DataSource database, MeterRegistry meters) {
        return new AxonLifecycle(axon, new ProcessorRevival(axon, database), meters);
    }

    @Bean
    ProcessorHealth processorsHealthIndicator(org.axonframework.config.Configuration axon) {
        return new ProcessorHealth(axon);
    }
}
