package com.startynk.sync.command.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.command.parking.ParkingRows;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.push.SyncStatus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Late parents: what waits for them, and in which order it is released. */
class ParkingTest extends ParkingSite {

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
        running().restart();

        assertThat(push(editOf(child, "later")).status()).isEqualTo(SyncStatus.QUEUED);
    }

    @Test
    void nobodyElseLearnsOfAParkedCreation() {
        start();
        var edit = editOf(parkedUnderItsOwnId(), "mine");

        var ben = new Caller("ben", "bens-phone", Set.of("FOREMAN"), 0, Long.MAX_VALUE);
        var answer = running().push(ben, edit);

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
    void whatRefersToItselfWaitsForNothing() {
        start();

        assertThat(push(creation("local:task", "local:task")).status()).isEqualTo(SyncStatus.APPLIED);
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
}
