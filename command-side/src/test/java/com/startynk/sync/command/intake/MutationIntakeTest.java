package com.startynk.sync.command.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.entity.EntityModule;
import com.startynk.sync.command.entity.EntitySettings;
import com.startynk.sync.command.parking.NothingParked;
import com.startynk.sync.command.platform.CaffeineAggregateCache;
import com.startynk.sync.platform.axon.ManyStreams;
import com.startynk.sync.platform.limit.Grant;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.FieldError;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MutationIntakeTest {

    /** Not the common pool, which has one thread on two processors. */
    private static final Executor OWN_THREADS = work -> new Thread(work).start();

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Caller ADA = new Caller("ada", "adas-phone", Set.of("FOREMAN"), 0, Long.MAX_VALUE);
    private static final Caller ADAS_TABLET = new Caller("ada", "adas-tablet", Set.of("FOREMAN"), 0, Long.MAX_VALUE);
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

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

    @AfterEach
    void stop() {
        lanes.close();
        axon.shutdown();
    }

    @Nested
    class Malformed {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            mutationId      | "abc"
            mutationId      | null
            mutationId      | 7
            operation       | "UPSERT"
            operation       | null
            entityType      | null
            entityType      | 5
            entityId        | "abc"
            entityId        | null
            localId         | "x1"
            localId         | "local:"
            localId         | "local:1"
            projectId       | null
            projectId       | "elsewhere"
            baseVersion     | 3
            data            | null
            data            | []
            data            | "x"
            priority        | "URGENT"
            clientTimestamp | "yesterday"
            clientTimestamp | 5
            checksum        | "md5:abc"
            """)
        void namesTheMemberThatIsWrong(String member, String value) {
            var item = creation("title");
            item.set(member, JSON.readTree(value));

            var result = push(ADA, item).get(0);

            assertThat(result.status()).isEqualTo(SyncStatus.REJECTED);
            assertThat(result.error().errorCode()).isEqualTo(ErrorCode.INVALID_INPUT);
            assertThat(result.error().errors())
                    .extracting(FieldError::field)
                    .containsExactly(member.equals("localId") && value.contains("local:1") ? "entityId" : member);
            assertThat(result.data()).isSameAs(SyncResult.ABSENT);
        }

        @ParameterizedTest
        @CsvSource({"null", "0", "-1", "1.5", "'\"1\"'", "1e30", "{}"})
        void wantsAnIntegerFromOneAsTheBaseOfAnEdit(String base) {
            var item = edit(UUID.randomUUID().toString(), 1, "title");
            item.set("baseVersion", JSON.readTree(base));

            assertThat(push(ADA, item).get(0).error().errors())
                    .extracting(FieldError::field)
                    .containsExactly("baseVersion");
        }

        @Test
        void namesAllThatIsWrongAtOnce() {
            var item = creation("title").put("mutationId", "x").put("operation", "UPSERT");

            assertThat(push(ADA, item).get(0).error().errors())
                    .extracting(FieldError::field)
                    .containsExactly("mutationId", "operation");
        }

        @Test
        void refusesWhatIsNoItemAtAllBesideGoodOnes() {
            var results = push(
                    ADA,
                    creation("good"),
                    JSON.readTree("null"),
                    JSON.readTree("7"),
                    JSON.readTree("[]"),
                    JSON.readTree("\"x\""),
                    JSON.readTree("{}"),
                    creation("good too"));

            assertThat(results)
                    .extracting(SyncResult::status)
                    .containsExactly(
                            SyncStatus.APPLIED,
                            SyncStatus.REJECTED,
                            SyncStatus.REJECTED,
                            SyncStatus.REJECTED,
                            SyncStatus.REJECTED,
                            SyncStatus.REJECTED,
                            SyncStatus.APPLIED);
        }

        @Test
        void knowsNoTypeThatIsNotDeclared() {
            var item = creation("x").put("entityType", "spaceship");

            assertThat(push(ADA, item).get(0).error().errorCode()).isEqualTo(ErrorCode.UNKNOWN_ENTITY_TYPE);
        }

        @Test
        void measuresItemsInBytes() {
            var item = creation("漢".repeat(24 * 1024));

            assertThat(push(ADA, item).get(0).error().errorCode()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
        }

        @Test
        void refusesDataThatIsNotWhatTheChecksumWasMadeOf() {
            var item = creation("x").put("checksum", "sha256:" + "0".repeat(64));

            assertThat(push(ADA, item).get(0).error().errorCode()).isEqualTo(ErrorCode.CHECKSUM_MISMATCH);
        }

        @Test
        void takesAChecksumOverTheCanonicalFormOfDataAsSent() {
            var item = creation("x");
            item.set("data", JSON.readTree("{\"title\":\"é/\", \"progress\": 1E1, \"notes\": null}"));
            var computed = CanonicalJson.checksum("{\"notes\":null,\"progress\":10,\"title\":\"é/\"}"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            item.put("checksum", computed);

            assertThat(push(ADA, item).get(0).status()).isEqualTo(SyncStatus.APPLIED);
        }
    }

    @Nested
    class LocalIds {

        @Test
        void nameTheSameEntityEachTimeAndAnotherOneOnAnotherDevice() {
            var first = push(ADA, creationOf("local:1", "a")).get(0);
            var edit = push(ADA, edit(null, 1, "b").put("localId", "local:1")).get(0);
            var elsewhere = push(ADAS_TABLET, creationOf("local:1", "c")).get(0);

            assertThat(edit.entityId()).isEqualTo(first.entityId());
            assertThat(edit.version()).isEqualTo(2);
            assertThat(elsewhere.entityId()).isNotEqualTo(first.entityId());
        }

        @Test
        void areReplacedInReferencesWhicheverComesFirst() {
            var child = creationOf("local:child", "child");
            ((ObjectNode) child.get("data")).put("parentId", "local:parent");

            var results = push(ADA, child, creationOf("local:parent", "parent"));

            assertThat(results).extracting(SyncResult::status).containsOnly(SyncStatus.APPLIED);
            assertThat(results.get(0).data())
                    .containsEntry("parentId", results.get(1).entityId());
        }

        @Test
        void thatHaveNotArrivedParkTheItem() {
            var child = creationOf("local:child", "child");
            ((ObjectNode) child.get("data")).put("parentId", "local:parent");

            var first = push(ADA, child).get(0);
            var again = push(ADA, child).get(0);
            push(ADA, creationOf("local:parent", "parent"));
            var arrived = push(ADA, child).get(0);

            assertThat(first.status()).isEqualTo(SyncStatus.QUEUED);
            assertThat(first.entityId()).isNotNull();
            assertThat(first.data()).isNull();
            assertThat(first.duplicate()).isFalse();
            assertThat(again.status()).isEqualTo(SyncStatus.QUEUED);
            assertThat(again.duplicate()).isTrue();
            assertThat(arrived.status()).isEqualTo(SyncStatus.APPLIED);
            assertThat(arrived.duplicate()).isTrue();
            assertThat(arrived.entityId()).isEqualTo(first.entityId());
        }

        @Test
        void thatHaveNotArrivedParkAnEditOfWhatIsThereToo() {
            var task = push(ADA, creation("there")).get(0);
            var edit = edit(task.entityId(), 1, "moved");
            ((ObjectNode) edit.get("data")).put("parentId", "local:parent");

            assertThat(push(ADA, edit).get(0).status()).isEqualTo(SyncStatus.QUEUED);
        }

        @Test
        void doNotParkWhatIsRefusedAnyway() {
            var child = creationOf("local:child", "child")
                    .put("projectId", UUID.randomUUID().toString());
            ((ObjectNode) child.get("data")).put("parentId", "local:parent");

            assertThat(push(ADA, child).get(0).error().errorCode()).isEqualTo(ErrorCode.FORBIDDEN);
        }

        @Test
        void ofAParkedItemBelongToItsContentAndItsAuthor() {
            var child = creationOf("local:child", "child");
            ((ObjectNode) child.get("data")).put("parentId", "local:parent");
            push(ADA, child);
            var other = child.deepCopy();
            ((ObjectNode) other.get("data")).put("title", "other");

            assertThat(push(ADA, other).get(0).error().errorCode()).isEqualTo(ErrorCode.MUTATION_ID_REUSED);
        }

        @Test
        void areTakenOnce() {
            var first = push(ADA, creationOf("local:1", "a")).get(0);

            var second = push(ADA, creationOf("local:1", "b")).get(0);

            assertThat(second.error().errorCode()).isEqualTo(ErrorCode.ALREADY_EXISTS);
            assertThat(second.entityId()).isEqualTo(first.entityId());
        }
    }

    @Nested
    class Crowds {

        @Test
        void storeAMutationOnceHoweverOftenItIsSentAtTheSameTime() {
            var item = creation("once");
            var sendings = new ArrayList<CompletableFuture<SyncResult>>();
            for (var n = 0; n < 20; n++) {
                sendings.add(CompletableFuture.supplyAsync(() -> push(ADA, item).get(0), OWN_THREADS));
            }

            var results = sendings.stream().map(CompletableFuture::join).toList();

            assertThat(results).filteredOn(result -> !result.duplicate()).hasSize(1);
            assertThat(results).extracting(SyncResult::version).containsOnly(1L);
        }

        @Test
        void loseNoEditAndLeaveNoHoleInTheVersions() {
            var task = push(ADA, creation("busy")).get(0);
            var editors = new ArrayList<CompletableFuture<Void>>();
            for (var device = 0; device < 8; device++) {
                var phone = new Caller("u" + device, "phone-" + device, Set.of("FOREMAN"), 0, Long.MAX_VALUE);
                editors.add(CompletableFuture.runAsync(
                        () -> {
                            for (var n = 0; n < 20; n++) {
                                var edit = edit(task.entityId(), 1, "busy");
                                edit.set(
                                        "data",
                                        JSON.createObjectNode()
                                                .set(
                                                        "checklist",
                                                        JSON.createObjectNode().put(phone.deviceId() + n, true)));
                                assertThat(push(phone, edit).get(0).status())
                                        .isIn(SyncStatus.APPLIED, SyncStatus.MERGED);
                            }
                        },
                        OWN_THREADS));
            }
            editors.forEach(CompletableFuture::join);

            var last = push(ADA, edit(task.entityId(), 161, "done")).get(0);

            assertThat(last.version()).isEqualTo(162);
        }

        @Test
        void areCounted() {
            push(ADA, creation("a"), creation("b"), JSON.readTree("{}"));

            assertThat(meters.get("startynk.push.outcomes")
                            .tag("outcome", "APPLIED")
                            .counter()
                            .count())
                    .isEqualTo(2);
            assertThat(meters.get("startynk.push.outcomes")
                            .tag("outcome", "REJECTED")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("startynk.push").timer().count()).isEqualTo(1);
        }
    }

    @Test
    void holdsAFastClockToTheServersWhenLaterEditsAreCompared() {
        var task = push(ADA, creation("base")).get(0);
        push(ADAS_TABLET, edit(task.entityId(), 1, "fast").put("clientTimestamp", "2027-11-23T12:00:00Z"));

        var honest = push(ADA, edit(task.entityId(), 1, "honest").put("clientTimestamp", NOW.toString()))
                .get(0);

        assertThat(honest.status()).isEqualTo(SyncStatus.MERGED);
        assertThat(honest.data()).containsEntry("title", "honest");
    }

    private List<SyncResult> push(Caller caller, JsonNode... items) {
        return intake.push(Arrays.asList(items), caller, Integer.MAX_VALUE);
    }

    private static ObjectNode creation(String title) {
        return item("CREATE", title).put("entityId", UUID.randomUUID().toString());
    }

    private static ObjectNode creationOf(String localId, String title) {
        return item("CREATE", title).put("localId", localId);
    }

    private static ObjectNode edit(String entityId, long base, String title) {
        return item("UPDATE", title).put("entityId", entityId).put("baseVersion", base);
    }

    private static ObjectNode item(String operation, String title) {
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
