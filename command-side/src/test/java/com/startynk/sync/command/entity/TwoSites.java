package com.startynk.sync.command.entity;

import static com.startynk.sync.command.entity.Given.edit;
import static com.startynk.sync.command.entity.Given.group;

import com.startynk.sync.command.parking.NothingParked;
import com.startynk.sync.command.platform.CaffeineAggregateCache;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.platform.axon.ManyStreams;
import com.startynk.sync.protocol.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** Entities over a store in memory, in which there are two projects: Ada is of both, Ben of the first. */
final class TwoSites implements AutoCloseable {

    static final EntityId SITE = EntityId.of("7d0e0000-0000-4000-8000-000000000001");
    static final EntityId OTHER_SITE = EntityId.of("7d0e0000-0000-4000-8000-000000000002");
    static final EntityId WALL = EntityId.of("5b1c0000-0000-4000-8000-000000000002");
    static final Caller BOSS = Given.person("boss", "boss-phone", "ADMIN");

    private final AtomicInteger appends = new AtomicInteger();
    private final Configuration axon;

    TwoSites() {
        axon = configure(new InMemoryEventStorageEngine() {
            @Override
            public void appendEvents(List<? extends EventMessage<?>> events) {
                appends.incrementAndGet();
                super.appendEvents(events);
            }
        });
        decide(site("make-site", SITE, List.of("ada", "ben")));
        decide(site("make-other", OTHER_SITE, List.of("ada")));
        appends.set(0);
    }

    /** How often something was appended since the sites were made. */
    AtomicInteger appends() {
        return appends;
    }

    List<Outcome> decide(Given.Edit... edits) {
        return send(axon, edits);
    }

    List<Outcome> decide(ApplyMutations group) {
        return send(axon, group);
    }

    @Override
    public void close() {
        axon.shutdown();
    }

    static List<Outcome> send(Configuration axon, Given.Edit... edits) {
        return send(axon, group(edits));
    }

    static List<Outcome> send(Configuration axon, ApplyMutations group) {
        List<Outcome> outcomes = axon.commandGateway().sendAndWait(group);
        return new ArrayList<>(outcomes);
    }

    static Given.Edit site(String mutation, EntityId id, List<String> members) {
        return edit(mutation, BOSS)
                .of("project")
                .of(id)
                .in(id.toString())
                .creating(Map.of("name", "Site", "memberIds", members));
    }

    static Given.Edit task(String mutation, Caller by, EntityId id, String title) {
        return edit(mutation, by).of(id).in(SITE.toString()).creating(Map.of("title", title));
    }

    static Configuration configure(InMemoryEventStorageEngine engine) {
        return configure(engine, 100);
    }

    static Configuration configure(InMemoryEventStorageEngine engine, int snapshotAfter) {
        return configure(engine, snapshotAfter, ManyStreams.NONE);
    }

    static Configuration configure(InMemoryEventStorageEngine engine, int snapshotAfter, ManyStreams streams) {
        var configurer = DefaultConfigurer.defaultConfiguration()
                .registerComponent(TransactionManager.class, axon -> NoTransactionManager.INSTANCE)
                .configureEmbeddedEventStore(axon -> engine);
        new EntityModule(
                        Given.CATALOG,
                        new EntitySettings(1000, snapshotAfter, Duration.ofSeconds(5), 100),
                        new CaffeineAggregateCache(1000),
                        ids -> Map.of(),
                        new NothingParked(),
                        streams)
                .configureModule(configurer);
        return configurer.start();
    }
}
