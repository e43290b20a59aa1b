package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.parking.GiveUpHandler;
import com.startynk.sync.command.parking.ParkedMutation;
import com.startynk.sync.command.parking.ParkingIndex;
import com.startynk.sync.command.parking.Parkings;
import com.startynk.sync.platform.axon.ManyStreams;
import java.time.Duration;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;

/** How Axon keeps entities, and who handles their commands. */
public final class EntityModule implements ConfigurerModule {

    private static final Duration LOCK_POLL = Duration.ofMillis(10);

    private final EntityCatalog catalog;
    private final EntitySettings settings;
    private final Cache cache;
    private final MutationUses uses;
    private final ParkingIndex parked;
    private final ManyStreams streams;

    public EntityModule(
            EntityCatalog catalog,
            EntitySettings settings,
            Cache cache,
            MutationUses uses,
            ParkingIndex parked,
            ManyStreams streams) {
        this.catalog = catalog;
        this.settings = settings;
        this.cache = cache;
        this.uses = uses;
        this.parked = parked;
        this.streams = streams;
    }

    /** Where entities are, as the event store knows it. */
    public static EntityDirectory directory(Configuration axon) {
        return axon.getComponent(EntityDirectory.class);
    }

    @Override
    public void configureModule(Configurer configurer) {
        configurer.registerComponent(EntityDirectory.class, axon -> new EntityDirectory(axon.eventStore(), streams));
        configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(SyncedEntity.class)
                .configureCache(axon -> cache)
                .configureLockFactory(axon -> lockFactory())
                .configureSnapshotTrigger(axon -> new EventCountSnapshotTriggerDefinition(
                        axon.getComponent(Snapshotter.class), settings.snapshotAfter())));
        configurer.configureAggregate(ParkedMutation.class);
        configurer.registerComponent(
                Parkings.class,
                axon -> new Parkings(
                        axon.repository(ParkedMutation.class), axon.eventStore(), parked, settings.parkedPerDevice()));
        configurer.registerCommandHandler(this::handler);
        configurer.onInitialize(axon -> axon.eventBus().registerDispatchInterceptor(new EventIds()));
        configurer.registerCommandHandler(axon -> new GiveUpHandler(axon.getComponent(Parkings.class)));
    }

    private MutationGroupHandler handler(Configuration axon) {
        var entities = new Entities(axon.repository(SyncedEntity.class), directory(axon));
        return new MutationGroupHandler(
                catalog,
                entities,
                new ColdEntities(cache, streams),
                new EntityPasts(axon.eventStore()),
                axon.getComponent(Parkings.class),
                uses);
    }

    /** Within one process only: between nodes the store's unique key decides. */
    private PessimisticLockFactory lockFactory() {
        return PessimisticLockFactory.builder()
                .lockAttemptTimeout((int) LOCK_POLL.toMillis())
                .acquireAttempts((int) settings.lockTimeout().dividedBy(LOCK_POLL))
                .build();
    }
}
