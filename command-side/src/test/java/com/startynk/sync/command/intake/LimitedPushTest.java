package com.startynk.sync.command.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.entity.EntityModule;
import com.startynk.sync.platform.limit.Grant;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.feed.FindCursor;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.config.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of items when a device may have only some of them changed now. */
class LimitedPushTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Caller ADA = new Caller("ada", "adas-phone", Set.of("PROJECT_MANAGER"), 0, Long.MAX_VALUE);

    private final Configuration axon = RunningIntake.axon();
    private final IntakeSettings settings =
            new IntakeSettings(65_536, 500, false, 4, 10_000, 50, Duration.ofMillis(500), Duration.ofMillis(100));
    private final Lanes lanes = new Lanes(
            axon.commandGateway(),
            EntityModule.directory(axon),
            settings,
            new FeedPace((bound, patience) -> {}, settings));
    private final PushRequests requests = requests();

    /** How many mutations may still be made. */
    private int left = Integer.MAX_VALUE;

    private PushRequests requests() {
        var unused = axon.queryBus().subscribe(FindCursor.class.getName(), String.class, query -> "a cursor");
        var clock = Clock.systemUTC();
        var intake = new MutationIntake(
                new ItemReader(EntityCatalog.load(null), settings, clock),
                NothingSensitive.of(EntityCatalog.load(null)),
                lanes,
                this::grant,
                new IntakeMetrics(new SimpleMeterRegistry()),
                settings);
        return new PushRequests(intake, axon.queryGateway(), settings, clock);
    }

    private Grant grant(Caller caller, int wanted) {
        var granted = Math.min(left, wanted);
        left -= granted;
        return granted == wanted ? new Grant(granted, null) : new Grant(granted, limited());
    }

    private static SyncFailure limited() {
        return new SyncFailure(
                ErrorCode.RATE_LIMITED, "Too many changes.", List.of(), Map.of(), Duration.ofMillis(2500));
    }

    @AfterEach
    void stop() {
        lanes.close();
        axon.shutdown();
    }

    private List<SyncResult> push(int allowed, JsonNode... items) {
        left = allowed;
        var input = JSON.createObjectNode();
        var list = input.putArray("items");
        List.of(items).forEach(list::add);
        return requests.batch(input, ADA, Integer.MAX_VALUE).results();
    }

    private static ObjectNode creation() {
        var item = JSON.createObjectNode()
                .put("mutationId", UUID.randomUUID().toString())
                .put("entityType", "task")
                .put("operation", "CREATE")
                .put("entityId", UUID.randomUUID().toString())
                .put("projectId", "org");
        item.set("data", JSON.createObjectNode().put("title", "Pour slab"));
        return item;
    }

    private static ObjectNode creation(String localId) {
        var item = creation().put("localId", localId);
        item.remove("entityId");
        return item;
    }

    private static ObjectNode childOf(String localId, ObjectNode item) {
        ((ObjectNode) item.get("data")).put("parentId", localId);
        return item;
    }

    private static ObjectNode editOf(ObjectNode creation) {
        var item = creation()
                .put("operation", "UPDATE")
                .put("entityId", creation.get("entityId").stringValue())
                .put("baseVersion", 1);
        item.remove("projectId");
        return item;
    }

    private static void assertLimited(SyncResult result) {
        assertThat(result.status()).isEqualTo(SyncStatus.RETRY);
        assertThat(result.error().errorCode()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(result.error().retryAfterMs()).isEqualTo(2500);
        assertThat(result.data()).isSameAs(SyncResult.ABSENT);
    }

    @Test
    void theFirstOnesAreStoredAndTheOthersAreToBeSentAgain() {
        var items = new JsonNode[] {creation(), creation(), creation(), creation(), creation()};

        var results = push(3, items);

        for (var n = 0; n < 5; n++) {
            assertThat(results.get(n).mutationId())
                    .isEqualTo(items[n].get("mutationId").stringValue());
        }
        assertThat(results.subList(0, 3)).extracting(SyncResult::status).containsOnly(SyncStatus.APPLIED);
        results.subList(3, 5).forEach(LimitedPushTest::assertLimited);

        var again = push(5, items);
        assertThat(again).extracting(SyncResult::status).containsOnly(SyncStatus.APPLIED);
        assertThat(again).extracting(SyncResult::duplicate).containsExactly(true, true, true, false, false);
    }

    @Test
    void whatIsUrgentGoesFirst() {
        var results = push(
                2,
                creation().put("priority", "LOW"),
                creation(),
                creation().put("priority", "CRITICAL"),
                creation().put("priority", "HIGH"));

        assertLimited(results.get(0));
        assertLimited(results.get(1));
        assertThat(results.get(2).status()).isEqualTo(SyncStatus.APPLIED);
        assertThat(results.get(3).status()).isEqualTo(SyncStatus.APPLIED);
    }

    @Test
    void nothingIsStoredBeforeWhatItRefersTo() {
        var child = childOf("local:slab", creation()).put("priority", "CRITICAL");
        var parent = creation("local:slab").put("priority", "LOW");

        var results = push(1, child, parent);

        assertLimited(results.get(0));
        assertThat(results.get(1).status()).isEqualTo(SyncStatus.APPLIED);
    }

    @Test
    void twoItemsOfOneEntityDoNotChangePlaces() {
        var made = creation().put("priority", "LOW");
        var edit = editOf(made).put("priority", "CRITICAL");

        var results = push(1, made, edit);

        assertThat(results.get(0).status()).isEqualTo(SyncStatus.APPLIED);
        assertLimited(results.get(1));
        assertThat(push(1, edit).get(0).version()).isEqualTo(1);
    }

    @Test
    void ofTwoNewOnesThatReferToEachOtherTheFirstWaitsForTheOther() {
        var one = childOf("local:other", creation("local:one"));
        var other = childOf("local:one", creation("local:other"));

        var results = push(1, one, other);

        assertThat(results.get(0).status()).isEqualTo(SyncStatus.QUEUED);
        assertLimited(results.get(1));
    }

    @Test
    void whatIsNotValidIsSaidToBeSoAndCounts() {
        var results = push(2, creation().put("operation", "UPSERT"), creation(), creation());

        assertThat(results.get(0).status()).isEqualTo(SyncStatus.REJECTED);
        assertThat(results.get(1).status()).isEqualTo(SyncStatus.APPLIED);
        assertLimited(results.get(2));
    }

    @Test
    void withNothingLeftItemsAreNotLookedAt() {
        var named = creation("local:slab");

        var results = push(0, named, creation().put("operation", "UPSERT"), JSON.readTree("7"), creation());

        results.forEach(LimitedPushTest::assertLimited);
        assertThat(results.get(0).localId()).isEqualTo("local:slab");
        assertThat(results.get(0).mutationId())
                .isEqualTo(named.get("mutationId").stringValue());
        assertThat(results.get(2).mutationId()).isNull();
    }

    @Test
    void oneThatComesAloneIsAFailedCall() {
        left = 0;

        var failure = catchThrowableOfType(SyncFailure.class, () -> requests.item(creation(), ADA, Integer.MAX_VALUE));

        assertThat(failure.errorCode()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofMillis(2500));
    }
}
