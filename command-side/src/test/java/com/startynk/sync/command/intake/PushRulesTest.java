package com.startynk.sync.command.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the two calls that push promise of items and batches, rule by rule. */
class PushRulesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Caller ADA = new Caller("ada", "adas-phone", Set.of("PROJECT_MANAGER"), 0, Long.MAX_VALUE);
    private static final Caller BEN = new Caller("ben", "bens-phone", Set.of("FOREMAN"), 0, Long.MAX_VALUE);
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final List<Lanes> open = new ArrayList<>();
    private Configuration axon = DefaultConfigurer.defaultConfiguration().buildConfiguration();

    @BeforeEach
    void startAxon() {
        axon = RunningIntake.axon();
        var unused = axon.queryBus().subscribe(FindCursor.class.getName(), String.class, query -> "a cursor");
    }

    @AfterEach
    void stop() {
        open.forEach(Lanes::close);
        axon.shutdown();
    }

    @Test
    void anIdThatWasAnsweredRetryIsNotUsedUp() {
        var item = creation();
        var overloaded = requests(settings(false, 0));

        assertThat(batch(overloaded, item)).extracting(SyncResult::status).containsExactly(SyncStatus.RETRY);

        assertThat(batch(requests(), item))
                .extracting(SyncResult::status, SyncResult::duplicate)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(SyncStatus.APPLIED, false));
    }

    @Test
    void aCreationHasAnEntityIdOrALocalIdAndNotBoth() {
        var both = creation().put("localId", "local:1");
        var neither = creation();
        neither.remove("entityId");

        assertThat(batch(requests(), both, neither, creation()))
                .extracting(SyncResult::status)
                .containsExactly(SyncStatus.REJECTED, SyncStatus.REJECTED, SyncStatus.APPLIED);
    }

    @Test
    void anEditTakesEitherIdOrBothWhereTheyNameOneEntity() {
        var made = creation().put("localId", "local:1");
        made.remove("entityId");
        var id = batch(requests(), made).get(0).entityId();

        assertThat(batch(
                        requests(),
                        edit(id, 1).put("localId", "local:1"),
                        edit(id, 2),
                        edit(id, 3).put("localId", "local:other")))
                .extracting(SyncResult::status)
                .containsExactly(SyncStatus.APPLIED, SyncStatus.APPLIED, SyncStatus.REJECTED);
    }

    @Test
    void aSecondCreationThatComesAloneIsAFailedCallThatNamesTheEntity() {
        var first = requests().item(creation("local:1"), ADA, Integer.MAX_VALUE);

        var failure = catchThrowableOfType(
                SyncFailure.class, () -> requests().item(creation("local:1"), ADA, Integer.MAX_VALUE));

        assertThat(failure.errorCode()).isEqualTo(ErrorCode.ALREADY_EXISTS);
        assertThat(failure.details()).containsEntry("entityId", first.entityId());
    }

    @Test
    void aProjectMayBeNamedByTheLocalIdUnderWhichItIsMade() {
        var project = creation("local:site").put("entityType", "project").put("projectId", "local:site");
        project.set("data", JSON.readTree("{\"name\": \"Quay 7\", \"memberIds\": [\"ada\"]}"));
        var task = creation().put("projectId", "local:site");

        assertThat(batch(requests(), task, project))
                .extracting(SyncResult::status)
                .containsExactly(SyncStatus.APPLIED, SyncStatus.APPLIED);
        assertThat(batch(
                        requests(),
                        BEN,
                        creation()
                                .put(
                                        "projectId",
                                        batch(requests(), project).get(0).entityId())))
                .extracting(result -> result.error().errorCode())
                .containsExactly(ErrorCode.FORBIDDEN);
    }

    @Test
    void aReferenceByUuidIsNotCheckedForExistence() {
        var task = creation();
        ((ObjectNode) task.get("data")).put("parentId", UUID.randomUUID().toString());

        assertThat(batch(requests(), task)).extracting(SyncResult::status).containsExactly(SyncStatus.APPLIED);
    }

    @Test
    void anEditWithoutATimestampWasMadeWhenItArrived() {
        var id = batch(requests(), creation()).get(0).entityId();
        batch(requests(), BEN, titled(edit(id, 1), "arrived at noon"));

        var earlier = titled(edit(id, 1), "a minute before").put("clientTimestamp", "2026-11-23T11:59:00Z");

        assertThat(batch(requests(), earlier).get(0).data()).containsEntry("title", "arrived at noon");
    }

    @Test
    void aServerMayWantAChecksumOfEverythingButADeletion() {
        var strict = requests(settings(true, 10_000));
        var id = batch(requests(), creation()).get(0).entityId();
        var deletion = edit(id, 1).put("operation", "DELETE");
        deletion.remove("data");

        assertThat(batch(strict, creation(), deletion))
                .extracting(SyncResult::status)
                .containsExactly(SyncStatus.REJECTED, SyncStatus.APPLIED);
    }

    @Test
    void whatIsRefusedAloneIsAFailedCallAndAmongOthersAnAnswer() {
        var bad = creation().put("priority", "URGENT");

        assertThatThrownBy(() -> requests().item(bad, ADA, Integer.MAX_VALUE)).isInstanceOf(SyncFailure.class);
        assertThat(batch(requests(), bad, creation()))
                .extracting(SyncResult::status)
                .containsExactly(SyncStatus.REJECTED, SyncStatus.APPLIED);
    }

    @Test
    void whatIsToBeRetriedAloneIsAFailedCallThatSaysWhen() {
        var overloaded = requests(settings(false, 0));

        var failure =
                catchThrowableOfType(SyncFailure.class, () -> overloaded.item(creation(), ADA, Integer.MAX_VALUE));

        assertThat(failure.errorCode().itemStatus()).isEqualTo(SyncStatus.RETRY);
        assertThat(failure.retryAfter()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 501})
    void aBatchHasOneToFiveHundredItems(int size) {
        var items = new ObjectNode[size];
        java.util.Arrays.setAll(items, n -> creation());

        var failure = catchThrowableOfType(SyncFailure.class, () -> batch(requests(), items));

        assertThat(failure.errorCode()).isEqualTo(size == 0 ? ErrorCode.INVALID_INPUT : ErrorCode.BATCH_TOO_LARGE);
    }

    private PushRequests requests() {
        return requests(settings(false, 10_000));
    }

    private PushRequests requests(IntakeSettings settings) {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var lanes = new Lanes(
                axon.commandGateway(),
                EntityModule.directory(axon),
                settings,
                new FeedPace((bound, patience) -> {}, settings));
        open.add(lanes);
        var intake = new MutationIntake(
                new ItemReader(EntityCatalog.load(null), settings, clock),
                NothingSensitive.of(EntityCatalog.load(null)),
                lanes,
                (caller, wanted) -> new Grant(wanted, null),
                new IntakeMetrics(new SimpleMeterRegistry()),
                settings);
        return new PushRequests(intake, axon.queryGateway(), settings, clock);
    }

    private static IntakeSettings settings(boolean checksumRequired, int laneCapacity) {
        return new IntakeSettings(
                65_536, 500, checksumRequired, 4, laneCapacity, 50, Duration.ofMillis(500), Duration.ofMillis(100));
    }

    private static List<SyncResult> batch(PushRequests requests, ObjectNode... items) {
        return batch(requests, ADA, items);
    }

    private static List<SyncResult> batch(PushRequests requests, Caller caller, ObjectNode... items) {
        var input = JSON.createObjectNode();
        var list = input.putArray("items");
        List.of(items).forEach(list::add);
        return requests.batch(input, caller, Integer.MAX_VALUE).results();
    }

    private static ObjectNode creation(String localId) {
        var item = creation().put("localId", localId);
        item.remove("entityId");
        return item;
    }

    private static ObjectNode creation() {
        return titled(
                JSON.createObjectNode()
                        .put("mutationId", UUID.randomUUID().toString())
                        .put("entityType", "task")
                        .put("operation", "CREATE")
                        .put("entityId", UUID.randomUUID().toString())
                        .put("projectId", "org"),
                "Pour slab");
    }

    private static ObjectNode edit(String entityId, long base) {
        return titled(creation(), "title " + base)
                .put("operation", "UPDATE")
                .put("entityId", entityId)
                .put("baseVersion", base);
    }

    private static ObjectNode titled(ObjectNode item, String title) {
        item.set("data", JSON.createObjectNode().put("title", title));
        return item;
    }
}
