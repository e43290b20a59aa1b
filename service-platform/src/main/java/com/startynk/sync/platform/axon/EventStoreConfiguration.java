package com.startynk.sync.platform.axon;

import com.startynk.sync.platform.chain.ChainConfiguration;
import com.startynk.sync.platform.chain.ChainKeys;
import com.startynk.sync.platform.chain.ChainedEventStorage;
import com.startynk.sync.platform.database.MigrationSet;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcSQLErrorCodesResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Events, snapshots and tokens in the service's own database, under own table definitions. */
@Configuration(proxyBeanMethods = false)
@Import(ChainConfiguration.class)
class EventStoreConfiguration {

    @Bean
    static MigrationSet platformTables() {
        return new MigrationSet("platform", "classpath:db/platform");
    }

    @Bean
    Serializer eventSerializer() {
        return EventSerializer.create();
    }

    /** Of all services in this process. */
    @Bean
    Upcasters upcasters(ObjectProvider<EventUpcaster> upcasters) {
        return Upcasters.of(upcasters.orderedStream());
    }

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    /** Takes part in Spring's transaction, and gives one connection to a unit of work. */
    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    /** Tells a second writer of the same aggregate and sequence from a broken database. */
    @Bean
    PersistenceExceptionResolver persistenceExceptionResolver() {
        return new JdbcSQLErrorCodesResolver();
    }

    @Bean
    ChainedEventStorage eventStorageEngine(
            ConnectionProvider connections,
            TransactionManager transactions,
            Serializer serializer,
            Upcasters upcasters,
            PersistenceExceptionResolver exceptions,
            ChainKeys keys) {
        var builder = JdbcEventStorageEngine.builder()
                .connectionProvider(connections)
                .transactionManager(transactions)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .snapshotFilter(new PresentSnapshots(serializer))
                .upcasterChain(new EventUpcasterChain(upcasters.inOrder()))
                .persistenceExceptionResolver(exceptions)
                .schema(eventTables());
        return new ChainedEventStorage(builder, transactions, keys);
    }

    @Bean
    ManyStreams manyStreams(ChainedEventStorage storage, StoredEvents events) {
        return new StoredStreams(storage, events);
    }

    @Bean
    StoredEvents storedEvents(JdbcTemplate jdbc, Serializer serializer, Upcasters upcasters) {
        return new StoredEvents(jdbc, serializer, new EventUpcasterChain(upcasters.inOrder()));
    }

    /** A bean of this type is stopped by the configuration that it is part of, see {@link AxonConfiguration}. */
    @Bean(destroyMethod = "")
    EmbeddedEventStore eventStore(EventStorageEngine engine, AxonSettings settings) {
        return EmbeddedEventStore.builder()
                .storageEngine(engine)
                .fetchDelay(settings.fetchDelay().toMillis())
                .timeUnit(TimeUnit.MILLISECONDS)
                .cachedEvents(settings.cachedEvents())
                .build();
    }

    @Bean
    HeldClaims heldClaims() {
        return new HeldClaims(System::nanoTime);
    }

    @Bean
    TokenStore tokenStore(
            ConnectionProvider connections, Serializer serializer, AxonSettings settings, HeldClaims claims) {
        return new WatchedTokens(
                JdbcTokenStore.builder()
                        .connectionProvider(connections)
                        .serializer(serializer)
                        .schema(tokenTable())
                        .nodeId(settings.node())
                        .claimTimeout(settings.claimTimeout()),
                claims);
    }

    @Bean
    ProcessorPositions processorPositions(JdbcTemplate jdbc, Serializer serializer) {
        return new ProcessorPositions(jdbc, serializer);
    }

    private static EventSchema eventTables() {
        return EventSchema.builder()
                .eventTable("domain_event")
                .snapshotTable("snapshot_event")
                .globalIndexColumn("global_index")
                .timestampColumn("time_stamp")
                .eventIdentifierColumn("event_identifier")
                .aggregateIdentifierColumn("aggregate_identifier")
                .sequenceNumberColumn("sequence_number")
                .typeColumn("type")
                .payloadTypeColumn("payload_type")
                .payloadRevisionColumn("payload_revision")
                .payloadColumn("payload")
                .metaDataColumn("meta_data")
                .build();
    }

    private static TokenSchema tokenTable() {
        return TokenSchema.builder()
                .setTokenTable("tracking_token")
                .setProcessorNameColumn("processor_name")
                .setSegmentColumn("segment")
                .setTokenColumn("token")
                .setTokenTypeColumn("token_type")
                .setTimestampColumn("time_stamp")
                .setOwnerColumn("owner")
                .build();
    }
}
