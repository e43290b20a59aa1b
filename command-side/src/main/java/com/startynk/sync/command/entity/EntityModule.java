package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.EntityCatalog;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.Snapshotter;

/** How Axon keeps entities, and who handles their commands. */
public final class EntityModule implements ConfigurerModule {

    private static final Duration LOCK_POLL = Duration.ofMillis(10);

    private final EntityCatalog catalog;
    private final EntitySettings settings;
    private final Cache cache;
    private final Executor snapshots;

    public EntityModule(EntityCatalog catalog, EntitySettings settings, Cache cache, Executor snapshots) {
        this.catalog = catalog;
        this.settings = settings;
        this.cache = cache;
        this.snapshots = snapshots;
    }

    /** Where entities are, as the event store knows it. */
    public static EntityDirectory directory(Configuration axon) {
        return axon.getComponent(EntityDirectory.class);
    }

    @Override
    public void configureModule(Configurer configurer) {
        configurer.registerComponent(EntityDirectory.class, axon -> new EntityDirectory(axon.eventStore()));
        configurer.registerComponent(Snapshotter.class, this::snapshotter);
        configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(SyncedEntity.class)
                .configureCache(axon -> cache)
                .configureLockFactory(axon -> lockFactory())
                .configureSnapshotTrigger(axon -> new EventCountSnapshotTriggerDefinition(
                        axon.getComponent(Snapshotter.class), settings.snapshotAfter())));
        configurer.registerCommandHandler(this::handler);
    }

    private MutationGroupHandler handler(Configuration axon) {
        var entities = new Entities(axon.repository(SyncedEntity.class), directory(axon));
        return new MutationGroupHandler(catalog, entities, new EntityPasts(axon.eventStore()));
    }

    /** Within one process only: between nodes the store's unique key decides. */
    private PessimisticLockFactory lockFactory() {
        return PessimisticLockFactory.builder()
                .lockAttemptTimeout((int) LOCK_POLL.toMillis())
                .acquireAttempts((int) settings.lockTimeout().dividedBy(LOCK_POLL))
                .build();
    }

    /** On a thread of its own: a snapshot reads a stream and must not hold up the group that made it due. */
    private Snapshotter snapshotter(Configuration axon) {
        return AggregateSnapshotter.builder()
                .eventStore(axon.eventStore())
                .executor(snapshots)
                .transactionManager(axon.getComponent(TransactionManager.class))
                .aggregateFactories(new GenericAggregateFactory<>(SyncedEntity.class))
                .build();
    }
}
