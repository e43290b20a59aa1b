package com.startynk.sync.command.entity;

import static com.startynk.sync.command.entity.Given.ADA;
import static com.startynk.sync.command.entity.Given.BEN;
import static com.startynk.sync.command.entity.Given.SLAB;
import static com.startynk.sync.command.entity.Given.edit;
import static com.startynk.sync.command.entity.Given.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.CommandSideConfiguration;
import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.platform.ServicePlatformConfiguration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an entity is after a restart, when nothing is left but the real event store. */
class SnapshotTest {

    /** The second snapshot is made from the first one. */
    private static final int EVENTS = 205;

    private final String database = EmbeddedStack.shared().newDatabase();

    private record Stored(long sequence, String revision) {}

    @Test
    void anEntityIsTheSameReadFromItsSnapshotAsFromItsEvents() {
        workUntilTwoSnapshotsWereTaken();

        try (var restarted = start()) {
            assertThat(firstRead(restarted).getSequenceNumber())
                    .as("where reading begins")
                    .isEqualTo(snapshot(restarted).orElseThrow().sequence());
            assertThat(loaded(restarted)).usingRecursiveComparison().isEqualTo(replayed(restarted));
        }
    }

    /** Lists, maps that are kept by key, conflicts, deletions and revivals, of two devices. */
    private void workUntilTwoSnapshotsWereTaken() {
        try (var first = start()) {
            send(first, edit("make", ADA).creating(Map.of("title", "Pour slab", "assigneeIds", List.of("ada"))));
            IntStream.range(1, EVENTS).forEach(version -> send(first, step(version)));
            await().untilAsserted(() -> assertThat(snapshot(first)).hasValueSatisfying(stored -> {
                assertThat(stored.revision()).isEqualTo("2");
                assertThat(stored.sequence()).isBetween(198L, (long) EVENTS - 1);
            }));
        }
    }

    private static Given.Edit step(int version) {
        var next = edit("step-" + version, version % 3 == 0 ? BEN : ADA).on(version);
        var late = version > 4 && version % 10 == 5;
        if (version % 20 == 19) {
            return next.deleting();
        }
        return (late ? next.on(version - 3) : next)
                .setting(Map.of(
                        "progress",
                        (long) version % 100,
                        "assigneeIds",
                        List.of("ada", "mate-" + version),
                        "checklist",
                        Map.of("point " + version, true),
                        "notes",
                        "line " + version));
    }

    private static void send(ConfigurableApplicationContext running, Given.Edit edit) {
        running.getBean(CommandGateway.class).sendAndWait(group(edit));
    }

    private static DomainEventMessage<?> firstRead(ConfigurableApplicationContext running) {
        return running.getBean(EventStore.class).readEvents(SLAB.toString()).next();
    }

    /** What the entity remembers as its next command finds it. */
    private static EntityMemory loaded(ConfigurableApplicationContext running) {
        var repository = running.getBean(Configuration.class).repository(SyncedEntity.class);
        var memory = new AtomicReference<EntityMemory>();
        DefaultUnitOfWork.startAndGet(null)
                .execute(() -> memory.set(repository.load(SLAB.toString()).invoke(SyncedEntity::memory)));
        return memory.get();
    }

    /** The same from all events, without any snapshot. */
    private static EntityMemory replayed(ConfigurableApplicationContext running) {
        var memory = new EntityMemory();
        running.getBean(EventStore.class)
                .readEvents(SLAB.toString(), 0)
                .asStream()
                .forEach(event -> {
                    var meta = event.getMetaData();
                    memory.take((EntityEvent) event.getPayload(), (String) meta.get(EventMetaData.USER_ID), (String)
                            meta.get(EventMetaData.DEVICE_ID));
                    memory.forgetOld();
                });
        return memory;
    }

    private static Optional<Stored> snapshot(ConfigurableApplicationContext running) {
        return running.getBean(JdbcClient.class)
                .sql("SELECT sequence_number AS sequence, payload_revision AS revision FROM snapshot_event"
                        + " WHERE aggregate_identifier = ?")
                .param(SLAB.toString())
                .query(Stored.class)
                .optional();
    }

    private ConfigurableApplicationContext start() {
        var settings = new HashMap<String, Object>(EmbeddedStack.shared().properties(database));
        settings.put("server.port", "0");
        settings.put("startynk.identity.jwt-secret", "a key that is known to these tests only");
        return new SpringApplicationBuilder(ServicePlatformConfiguration.class, CommandSideConfiguration.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(EntityCatalog.class, () -> EntityCatalog.load(null)))
                .properties(settings)
                .run();
    }
}
