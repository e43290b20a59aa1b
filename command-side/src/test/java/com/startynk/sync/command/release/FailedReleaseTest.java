package com.startynk.sync.command.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.command.entity.Intent;
import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.command.intake.MutationLanes;
import com.startynk.sync.command.parking.ParkingRows;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of parked changes whose release fails, or whose parent never comes. */
class FailedReleaseTest extends ParkingSite {

    private static final Caller ADMIN = new Caller("admin", "desk", Set.of("ADMIN"), 0, Long.MAX_VALUE);

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
        assertThat(running().push(other, ofAnother).status()).isEqualTo(SyncStatus.APPLIED);

        releasing().start();
        await().until(() -> {
            bean(Releases.class).release(List.of(entity));
            return nothingWaits();
        });
        assertThat(push(newest).data()).containsEntry("title", "newest");
    }
}
