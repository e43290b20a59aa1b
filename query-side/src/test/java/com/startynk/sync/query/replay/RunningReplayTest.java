package com.startynk.sync.query.replay;

import static com.startynk.sync.query.Site.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.platform.axon.StoredEvents;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.projection.EntityRowsProjection;
import com.startynk.sync.query.updates.FeedPositions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

/** A replay while it runs, and what those hear who want one. */
class RunningReplayTest {

    /** About as many as are written while one replay runs. */
    private static final int CHANGES_MEANWHILE = 60;

    private static RunningQuerySide querySide;

    private final TamperedModel model = new TamperedModel(querySide);
    private final Site site = model.site();
    private final Caller ada = model.ada();
    private final String project = model.project();

    @BeforeAll
    static void start() {
        querySide = TamperedModel.start();
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @Test
    void disturbsNobodyWhoWritesMeanwhile() throws InterruptedException {
        var tasks = new ArrayList<String>();
        for (var n = 0; n < 20; n++) {
            tasks.add(site.task(project, Map.of("title", "t", "progress", 0)));
        }
        var writing = new AtomicBoolean(true);
        // So many for each replay: all that there is is read by each, and a fast machine would write without end.
        var changes = new Semaphore(0);
        var writer = new Thread(() -> {
            for (var n = 1; writing.get(); n++) {
                changes.acquireUninterruptibly();
                site.change(tasks.get(n % tasks.size()), Map.of("progress", n));
                if (n % 10 == 0) {
                    tasks.add(site.task(project, Map.of("title", "new")));
                }
            }
        });
        writer.start();
        try {
            for (var n = 0; n < 20; n++) {
                changes.release(CHANGES_MEANWHILE);
                assertThat(model.replay().corrected()).isZero();
            }
        } finally {
            writing.set(false);
            changes.release();
            writer.join();
        }
        querySide.settle();

        assertThat(model.replay().corrected()).isZero();
    }

    @Test
    void beginsWhereItIsTold() {
        var early = site.task(project, Map.of("title", "early"));
        querySide.settle();
        var place = querySide.bean(StoredEvents.class).head() + 1;
        var late = site.task(project, Map.of("title", "late"));
        querySide.settle();
        model.tamper("UPDATE synced_entity SET data = '{}' WHERE entity_id IN (?, ?)", early, late);

        var some = model.replay("entity-rows", Long.toString(place));

        assertThat(some.correctedIn()).containsEntry("entity-rows", 1L);
        assertThat(some.events()).isLessThanOrEqualTo(2);
        assertThat(model.title(late)).isEqualTo("late");
        assertThat(model.replay("entity-rows", "ffffffff-ffff-4fff-bfff-ffffffffffff")
                        .correctedIn())
                .containsEntry("entity-rows", 0L);
        assertThat(model.replay("entity-rows", Instant.now().minusSeconds(60).toString())
                        .correctedIn())
                .containsEntry("entity-rows", 1L);
        assertThat(model.title(early)).isEqualTo("early");
    }

    @Test
    void stopsWhenTheProjectionHasGoneToAnotherNode() {
        var task = site.task(project, Map.of("title", "as created"));
        querySide.settle();
        model.tamper("UPDATE synced_entity SET data = '{}' WHERE entity_id = ?", task);
        var replays = querySide.bean(Replays.class);
        var positions = querySide.bean(FeedPositions.class);
        var locked = querySide.bean(TransactionOperations.class);
        locked.executeWithoutResult(transaction -> {
            positions.lockHead();
            replays.start("entity-rows", From.BEGINNING);
            querySide.projection().shutDown();
        });
        await().until(() -> !replays.progress().orElseThrow().state().equals("RUNNING"));

        assertThat(replays.progress().orElseThrow().state()).isEqualTo("FAILED");
        assertThat(replays.progress().orElseThrow().failure()).contains("another node projects");
        assertThat(replays.progress().orElseThrow().rest())
                .extracting(Replay.Rest::processor)
                .containsExactly("entity-rows", "feed-sums");
        querySide.projection().start();
        await().until(() -> querySide.bean(HeldClaims.class).isHeld(EntityRowsProjection.GROUP));
        assertThat(model.replay("entity-rows", null).correctedIn()).containsEntry("entity-rows", 1L);
    }

    @Test
    void tellsWhoWantsAnotherOneThatOneIsRunning() {
        var task = site.task(project, Map.of("title", "as created"));
        querySide.settle();
        model.tamper("UPDATE synced_entity SET data = '{}' WHERE entity_id = ?", task);
        var replays = querySide.bean(Replays.class);
        querySide.bean(TransactionOperations.class).executeWithoutResult(transaction -> {
            querySide.bean(FeedPositions.class).lockHead();
            replays.start("entity-rows", From.BEGINNING);

            assertThat(model.ask("{\"processor\":\"entity-rows\"}").status()).isEqualTo(202);
            assertThat(model.ask("{\"processor\":\"side-logs\"}").status()).isEqualTo(409);
            assertThat(model.ask("{\"processor\":\"side-logs\"}").errorCode()).isEqualTo("ALREADY_EXISTS");
            assertThat(model.ask("{\"processor\":\"entity-rows\",\"from\":\"5\"}")
                            .body())
                    .contains("another replay is running, of entity-rows");
        });
        await().until(() -> !replays.progress().orElseThrow().state().equals("RUNNING"));
        assertThat(replays.progress().orElseThrow().correctedIn()).containsEntry("entity-rows", 1L);
    }

    @Test
    void sumsAreAlwaysComparedFromTheBeginning() {
        assertThat(model.ask("{\"processor\":\"feed-sums\",\"from\":\"5\"}").status())
                .isEqualTo(400);
    }

    @Test
    void whatHasEndedIsNotToBeGoneOnWith() {
        assertThat(model.replay().rest()).isEmpty();
    }

    @Test
    void saysWhatThereIsToBeReplayed() {
        var list = querySide.get("/api/v1/admin/projections", ADMIN).json();

        assertThat(list.path("processors")
                        .valueStream()
                        .map(one -> one.path("name").asString()))
                .contains("entity-rows", "sync-queue");
        assertThat(list.path("replays").propertyNames())
                .containsExactlyInAnyOrder("entity-rows", "feed-sums", "side-logs");
        assertThat(list.path("left").path("notifications").asString()).isNotEmpty();
        assertThat(querySide.get("/api/v1/admin/projections", ada).status()).isEqualTo(403);
        assertThat(querySide
                        .post("/api/v1/admin/replays", ADMIN, "{\"processor\":\"push\"}")
                        .status())
                .isEqualTo(400);
        assertThat(querySide
                        .post("/api/v1/admin/replays", ADMIN, "{\"from\":\"yesterday\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void isForAdmins() {
        assertThat(querySide.get("/api/v1/admin/replays", ada).status()).isEqualTo(403);
        assertThat(querySide.get("/api/v1/admin/replays", ADMIN).status()).isIn(200, 404);
    }
}
