package com.startynk.sync.command.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.command.RunningCommandSide;
import com.startynk.sync.command.entity.EntityDirectory;
import com.startynk.sync.command.entity.Intent;
import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.command.intake.MutationLanes;
import com.startynk.sync.command.parking.ParkingRows;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.push.RetryResult;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventProcessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Late parents, over the real event store and database. */
class ParkingTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PATIENT = "30d";
    private static final Caller ADMIN = new Caller("admin", "desk", Set.of("ADMIN"), 0, Long.MAX_VALUE);

    private final String phone = "phone-" + UUID.randomUUID();
    private final Caller ada = new Caller("ada", phone, Set.of("FOREMAN"), 0, Long.MAX_VALUE);
    private @Nullable RunningCommandSide running;

    /** For those that want nothing special: each has a device of its own. */
    private static @Nullable RunningCommandSide shared;

    @AfterEach
    void stop() {
        if (running != null && running != shared) {
            running.close();
        }
    }

    @AfterAll
    static void stopShared() {
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }

    @Test
    void aWholeChainComesLooseWhenItsFirstLinkArrives() {
        start();
        var last = creation("local:c", "local:b");
        var middle = creation("local:b", "local:a");
        assertThat(push(last).status()).isEqualTo(SyncStatus.QUEUED);
        assertThat(push(middle).status()).isEqualTo(SyncStatus.QUEUED);

        push(creation("local:a", null));

        await().untilAsserted(() -> {
            assertThat(push(middle).status()).isEqualTo(SyncStatus.APPLIED);
            assertThat(push(last).status()).isEqualTo(SyncStatus.APPLIED);
        });
        assertThat(push(last).duplicate()).isTrue();
        await().until(this::nothingWaits);
    }

    @Test
    void whatOneDeviceDidToOneEntityIsReleasedInItsOrder() {
        start();
        var edits = parkedEdits(12);

        push(creation("local:task", null));

        await().until(this::nothingWaits);
        assertThat(push(edits.get(11)))
                .satisfies(last -> assertThat(last.version()).isEqualTo(13))
                .satisfies(last -> assertThat(last.data()).containsEntry("title", "title 12"));
        assertThat(edits).extracting(edit -> push(edit).version()).isSorted();
    }

    /** The edits name no project, so that their lane is found by their entity. */
    @Test
    void anEditIsReleasedBehindTheCreationOfItsEntity() {
        start();
        var edits = new ArrayList<ObjectNode>();
        for (var n = 0; n < 20; n++) {
            var child = creation("local:child", "local:parent");
            child.remove("localId");
            child.put("entityId", UUID.randomUUID().toString());
            var edit = edit("local:child", 1, "title " + n);
            edit.remove(List.of("localId", "projectId"));
            edit.put("entityId", child.get("entityId").asString());
            ((ObjectNode) edit.get("data")).put("parentId", "local:parent");
            edits.add(edit);
            assertThat(push(child).status()).isEqualTo(SyncStatus.QUEUED);
            assertThat(push(edit).status()).isEqualTo(SyncStatus.QUEUED);
        }

        push(creation("local:parent", null));

        await().until(this::nothingWaits);
        assertThat(edits).extracting(edit -> push(edit).status()).containsOnly(SyncStatus.APPLIED);
        assertThat(retry().retried()).isZero();
    }

    @Test
    void anEditOfWhatIsStillParkedWaitsWithIt() {
        start();
        var child = parkedUnderItsOwnId();
        var edit = editOf(child, "under the id that the device chose");

        assertThat(push(edit).status()).isEqualTo(SyncStatus.QUEUED);
        assertThat(push(edit))
                .satisfies(again -> assertThat(again.status()).isEqualTo(SyncStatus.QUEUED))
                .satisfies(again -> assertThat(again.duplicate()).isTrue());

        push(creation("local:parent", null));

        await().until(this::nothingWaits);
        assertThat(push(edit))
                .satisfies(again -> assertThat(again.status()).isEqualTo(SyncStatus.APPLIED))
                .satisfies(again -> assertThat(again.version()).isEqualTo(2));
    }

    @Test
    void anEditWaitsAlsoWithWhatWasParkedBeforeARestart() {
        start();
        var child = parkedUnderItsOwnId();
        Objects.requireNonNull(running).restart();

        assertThat(push(editOf(child, "later")).status()).isEqualTo(SyncStatus.QUEUED);
    }

    @Test
    void nobodyElseLearnsOfAParkedCreation() {
        start();
        var edit = editOf(parkedUnderItsOwnId(), "mine");

        var ben = new Caller("ben", "bens-phone", Set.of("FOREMAN"), 0, Long.MAX_VALUE);
        var answer = Objects.requireNonNull(running).push(ben, edit);

        assertThat(Objects.requireNonNull(answer.error()).errorCode()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void aSweepFindsWhatAnArrivalDidNotRelease() {
        start(PATIENT, Map.of());
        var child = creation("local:child", "local:parent");
        push(child);
        await().until(() -> !waiting().isEmpty());
        releasing().shutDown();

        push(creation("local:parent", null));

        await().untilAsserted(() -> {
            var answer = push(child);
            assertThat(answer.status()).isEqualTo(SyncStatus.APPLIED);
            assertThat(answer.version()).isEqualTo(1);
        });
    }

    @Test
    void whatHasWaitedTooLongIsADeadLetterUntilItsDeviceHasItTriedAgain() {
        start("1ms", Map.of());
        var child = creation("local:child", "local:parent");
        assertThat(push(child).status()).isEqualTo(SyncStatus.QUEUED);
        await().untilAsserted(() -> assertThat(push(child).error())
                .isNotNull()
                .satisfies(error -> assertThat(error.errorCode()).isEqualTo(ErrorCode.NOT_FOUND)));
        assertThat(push(child).duplicate()).isTrue();
        await().untilAsserted(() ->
                assertThat(retry().results()).extracting(SyncResult::status).containsExactly(SyncStatus.REJECTED));

        push(creation("local:parent", null));
        var retried = retry();

        assertThat(retried.retried()).isEqualTo(1);
        assertThat(retried.results()).extracting(SyncResult::status).containsExactly(SyncStatus.APPLIED);
        await().untilAsserted(() -> assertThat(retry().retried()).isZero());
    }

    @Test
    void aDeviceThatLetsTooMuchWaitIsToldToTryLater() {
        start(PATIENT, Map.of("startynk.entities.parked-per-device", "2"));
        push(creation("local:a", "local:missing"));
        push(creation("local:b", "local:missing"));
        await().until(() -> waiting().size() == 2);

        var third = push(creation("local:c", "local:missing"));

        assertThat(third.status()).isEqualTo(SyncStatus.RETRY);
        assertThat(Objects.requireNonNull(third.error()).errorCode()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(push(creation("local:d", null)).status()).isEqualTo(SyncStatus.APPLIED);
    }

    @Test
    void whatFailsForNowIsTriedAgainAndIsADeadLetterInTheEnd() {
        var child = aDeadLetterOfFailedTries();

        push(creation("local:parent", null));

        assertThat(retry().results()).extracting(SyncResult::status).containsExactly(SyncStatus.APPLIED);
        assertThat(push(child).duplicate()).isTrue();
    }

    @Test
    void aDeadLetterOfFailedTriesThatIsSentAgainIsKeptOrApplied() {
        var child = aDeadLetterOfFailedTries();

        assertThat(push(child).status()).isEqualTo(SyncStatus.QUEUED);
        push(creation("local:parent", null));

        assertThat(push(child).status()).isEqualTo(SyncStatus.APPLIED);
    }

    private ObjectNode aDeadLetterOfFailedTries() {
        start(PATIENT, Map.of("startynk.parking.first-backoff", "20ms", "startynk.parking.tries", "3"));
        var child = creation("local:child", "local:parent");
        push(child);
        await().until(() -> waiting().size() == 1);
        var mutation = Mutation.of(waiting().get(0).item());
        for (var n = 0; n < 3; n++) {
            bean(FailedTries.class).note(mutation, SyncFailure.unavailable("a fault of ours"));
        }
        await().until(() -> bean(ParkingRows.class).refusedOf("ada", phone).size() == 1);
        return child;
    }

    @Test
    void aReleaseThatFindsNoLaneFailsAloneAndForNow() {
        start();
        push(creation("local:child", "local:parent"));
        await().until(() -> waiting().size() == 1);
        var mutation = Mutation.of(waiting().get(0).item());
        var lanes = new ArrayDeque<MutationLanes>(List.of(
                intent -> {
                    throw new IllegalStateException("the store is out of reach");
                },
                bean(MutationLanes.class)));
        var releases = releasesTo(intent -> lanes.remove().submit(intent));

        assertThat(releases.attempt(mutation)).isCompletedExceptionally();
        assertThat(releases.attempt(mutation)).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void whatRefersToItselfWaitsForNothing() {
        start();

        assertThat(push(creation("local:task", "local:task")).status()).isEqualTo(SyncStatus.APPLIED);
    }

    @Test
    void whatFailedOnceIsAppliedByItsNextTry() {
        start(PATIENT, Map.of("startynk.parking.first-backoff", "20ms", "startynk.parking.sweep", "1h"));
        var child = creation("local:child", "local:parent");
        push(child);
        await().until(() -> waiting().size() == 1);
        bean(FailedTries.class).note(Mutation.of(waiting().get(0).item()), SyncFailure.unavailable("a fault of ours"));

        push(creation("local:parent", null));

        await().untilAsserted(() -> assertThat(push(child).status()).isEqualTo(SyncStatus.APPLIED));
    }

    @Test
    void adminsPutDeadLettersAway() {
        start("1ms", Map.of());
        var child = creation("local:child", "local:parent");
        push(child);
        await().untilAsserted(() -> assertThat(push(child).status()).isEqualTo(SyncStatus.REJECTED));
        var letters = bean(DeadLetterEndpoint.class);
        assertThatThrownBy(() -> letters.clearAll(null, ada)).isInstanceOf(SyncFailure.class);

        await().untilAsserted(() ->
                assertThat(letters.clearAll("ada", ADMIN).cleared()).isEqualTo(1));

        push(creation("local:parent", null));
        await().untilAsserted(() -> assertThat(retry().retried()).isZero());
        assertThat(push(child).status()).isEqualTo(SyncStatus.REJECTED);
    }

    /** The first of twelve finds the store out of reach. */
    @Test
    void whatFollowsAFailureWaitsForItsNextTry() {
        start(PATIENT, Map.of("startynk.parking.first-backoff", "200ms", "startynk.parking.sweep", "50ms"));
        var edits = parkedEdits(12);
        var entity = waiting().get(0).item().entityId();
        releasing().shutDown();
        bean(Sweep.class).stop();
        push(creation("local:task", null));
        var submitted = new ArrayList<Intent>();

        var releases = releasesTo(intent -> {
            submitted.add(intent);
            return CompletableFuture.failedFuture(new IllegalStateException("the store is out of reach"));
        });
        releases.release(List.of(entity));
        releases.release(List.of(entity));

        assertThat(submitted).hasSize(1);
        releasing().start();
        bean(Releases.class).release(bean(ParkingRows.class).due(Instant.parse("2100-01-01T00:00:00Z"), 100));
        await().until(() -> {
            bean(Releases.class).release(List.of(entity));
            return nothingWaits();
        });
        assertThat(edits).extracting(edit -> push(edit).version()).isSorted();
        assertThat(push(edits.get(11)).version()).isEqualTo(13);
    }

    /** Its earlier edits have failed for now: were the new one applied, they would undo it. */
    @Test
    void anEditWaitsBehindWhatItsDeviceDidBefore() {
        start(PATIENT, Map.of("startynk.parking.first-backoff", "300ms", "startynk.parking.sweep", "50ms"));
        parkedEdits(3);
        var entity = waiting().get(0).item().entityId();
        releasing().shutDown();
        bean(Sweep.class).stop();
        push(creation("local:task", null));
        releasesTo(intent -> CompletableFuture.failedFuture(new IllegalStateException("the store is out of reach")))
                .release(List.of(entity));

        var newest = edit("local:task", 1, "newest");
        assertThat(push(newest).status()).isEqualTo(SyncStatus.QUEUED);
        var ofAnother = edit("local:task", 1, "of another");
        ofAnother.remove("localId");
        ofAnother.put("entityId", entity.toString());
        ofAnother.putObject("data").put("description", "of another");
        var other = new Caller("ada", "another phone", Set.of("FOREMAN"), 0, Long.MAX_VALUE);
        assertThat(Objects.requireNonNull(running).push(other, ofAnother).status())
                .isEqualTo(SyncStatus.APPLIED);

        releasing().start();
        await().until(() -> {
            bean(Releases.class).release(List.of(entity));
            return nothingWaits();
        });
        assertThat(push(newest).data()).containsEntry("title", "newest");
    }

    /** An arrival hands in all at once and a sweep one by one, each on a thread of its own. */
    @Test
    void twoThatReleaseTheSameTakeNothingAhead() throws Exception {
        start(PATIENT, Map.of("startynk.parking.sweep", "1h"));
        parkedEdits(12);
        var items = waiting().stream().map(ParkingRows.Waiting::item).toList();
        var threads = Executors.newFixedThreadPool(3);
        try {
            for (var round = 0; round < 1000; round++) {
                var order = new LinkedHashSet<MutationId>();
                var releases = releasesTo(intent -> CompletableFuture.supplyAsync(
                        () -> {
                            order.add(((Mutation) intent).id());
                            return new Outcome(
                                    SyncStatus.APPLIED, false, intent.entityId(), 2L, Map.of(), null, null, null);
                        },
                        threads));
                var begin = new CyclicBarrier(2);
                var sweep = threads.submit(() -> {
                    begin.await();
                    items.forEach(item -> releases.submit(List.of(item)));
                    return null;
                });
                begin.await();
                releases.submit(items);
                sweep.get();
                releases.attempt(Mutation.of(items.get(11))).get();

                assertThat(order)
                        .containsExactlyElementsOf(
                                items.stream().map(ParkedItem::mutationId).toList());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Releases releasesTo(MutationLanes lanes) {
        return new Releases(
                lanes,
                bean(EntityDirectory.class),
                bean(ParkingRows.class),
                bean(FailedTries.class),
                Clock.systemUTC());
    }

    private RetryResult retry() {
        return bean(RetryRequests.class).retry(NullNode.getInstance(), ada);
    }

    private List<ParkingRows.Waiting> waiting() {
        return bean(ParkingRows.class).waitingSince(Instant.parse("2100-01-01T00:00:00Z"), 0, 100).stream()
                .filter(waiting -> waiting.item().deviceId().equals(phone))
                .toList();
    }

    /** In all of the index: also what failed and is to be tried again. */
    private boolean nothingWaits() {
        return bean(ParkingRows.class).waitingOf("ada", phone, 1) == 0;
    }

    private List<ObjectNode> parkedEdits(int count) {
        var edits = new ArrayList<ObjectNode>();
        for (var n = 1; n <= count; n++) {
            var edit = edit("local:task", 1, "title " + n);
            edits.add(edit);
            assertThat(push(edit).status()).isEqualTo(SyncStatus.QUEUED);
        }
        await().until(() -> waiting().size() == count);
        return edits;
    }

    private EventProcessor releasing() {
        return bean(Configuration.class)
                .eventProcessingConfiguration()
                .eventProcessor(ParkingProjection.GROUP)
                .orElseThrow();
    }

    private SyncResult push(ObjectNode item) {
        return Objects.requireNonNull(running).push(ada, item);
    }

    private <T> T bean(Class<T> type) {
        return Objects.requireNonNull(running).bean(type);
    }

    private ObjectNode parkedUnderItsOwnId() {
        var child = creation("local:child", "local:parent");
        child.remove("localId");
        child.put("entityId", UUID.randomUUID().toString());
        assertThat(push(child).status()).isEqualTo(SyncStatus.QUEUED);
        await().until(() -> waiting().size() == 1);
        return child;
    }

    private static ObjectNode editOf(ObjectNode creation, String title) {
        var edit = edit("local:child", 1, title);
        edit.remove(List.of("localId", "projectId"));
        return edit.put("entityId", creation.get("entityId").asString());
    }

    private static ObjectNode creation(String localId, @Nullable String parent) {
        var item = JSON.createObjectNode()
                .put("mutationId", UUID.randomUUID().toString())
                .put("entityType", "task")
                .put("operation", "CREATE")
                .put("projectId", "org")
                .put("localId", localId);
        var data = item.putObject("data").put("title", localId);
        if (parent != null) {
            data.put("parentId", parent);
        }
        return item;
    }

    private static ObjectNode edit(String localId, long base, String title) {
        var item = creation(localId, null).put("operation", "UPDATE").put("baseVersion", base);
        ((ObjectNode) item.get("data")).put("title", title);
        return item;
    }

    private void start() {
        if (shared == null) {
            shared = started(PATIENT, Map.of());
        }
        running = shared;
    }

    private void start(String patience, Map<String, Object> further) {
        running = started(patience, further);
    }

    private static RunningCommandSide started(String patience, Map<String, Object> further) {
        var settings = new HashMap<String, Object>(
                Map.of("startynk.parking.patience", patience, "startynk.parking.sweep", "50ms"));
        settings.putAll(further);
        return RunningCommandSide.start(settings);
    }
}
