package com.startynk.sync.command.intake;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.entity.EntityModule;
import com.startynk.sync.command.entity.EntitySettings;
import com.startynk.sync.command.parking.NothingParked;
import com.startynk.sync.command.platform.CaffeineAggregateCache;
import com.startynk.sync.platform.axon.ManyStreams;
import com.startynk.sync.platform.limit.Grant;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.push.SyncResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The intake over entities in memory: Ada sends from her phone and her tablet. */
final class RunningIntake implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.builder().build();
    static final Caller ADA = new Caller("ada", "adas-phone", Set.of("FOREMAN"), 0, Long.MAX_VALUE);
    static final Caller ADAS_TABLET = new Caller("ada", "adas-tablet", Set.of("FOREMAN"), 0, Long.MAX_VALUE);
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final IntakeSettings settings =
            new IntakeSettings(65_536, 500, false, 4, 10_000, 50, Duration.ofMillis(500), Duration.ofMillis(100));
    private final Configuration axon = axon();
    private final Lanes lanes = new Lanes(
            axon.commandGateway(),
            EntityModule.directory(axon),
            settings,
            new FeedPace((bound, patience) -> {}, settings));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MutationIntake intake = new MutationIntake(
            new ItemReader(EntityCatalog.load(null), settings, Clock.fixed(NOW, ZoneOffset.UTC)),
            NothingSensitive.of(EntityCatalog.load(null)),
            lanes,
            (caller, wanted) -> new Grant(wanted, null),
            new IntakeMetrics(meters),
            settings);

    List<SyncResult> push(Caller caller, JsonNode... items) {
        return intake.push(Arrays.asList(items), caller, Integer.MAX_VALUE);
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    @Override
    public void close() {
        lanes.close();
        axon.shutdown();
    }

    static ObjectNode creation(String title) {
        return item("CREATE", title).put("entityId", UUID.randomUUID().toString());
    }

    static ObjectNode creationOf(String localId, String title) {
        return item("CREATE", title).put("localId", localId);
    }

    static ObjectNode edit(String entityId, long base, String title) {
        return item("UPDATE", title).put("entityId", entityId).put("baseVersion", base);
    }

    static ObjectNode item(String operation, String title) {
        var item = JSON.createObjectNode()
                .put("mutationId", UUID.randomUUID().toString())
                .put("entityType", "task")
                .put("operation", operation)
                .put("projectId", "org");
        item.set("data", JSON.createObjectNode().put("title", title));
        return item;
    }

    /** Entities over a store in memory. */
    static Configuration axon() {
        var configurer = DefaultConfigurer.defaultConfiguration()
                .registerComponent(TransactionManager.class, any -> NoTransactionManager.INSTANCE)
                .configureEmbeddedEventStore(any -> new InMemoryEventStorageEngine());
        new EntityModule(
                        EntityCatalog.load(null),
                        new EntitySettings(1000, 100, Duration.ofSeconds(5), 100),
                        new CaffeineAggregateCache(1000),
                        ids -> Map.of(),
                        new NothingParked(),
                        ManyStreams.NONE)
                .configureModule(configurer);
        return configurer.start();
    }
}
