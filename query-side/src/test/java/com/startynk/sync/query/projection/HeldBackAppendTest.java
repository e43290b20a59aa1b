package com.startynk.sync.query.projection;

import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.protocol.updates.Change;
import com.startynk.sync.query.Reader;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** An append has its place in the event store and commits only after others that stand behind it. */
class HeldBackAppendTest {

    /** Not the common pool, which has one thread on two processors. */
    private static final Executor OWN_THREADS = work -> new Thread(work).start();

    private static RunningQuerySide querySide;

    private final Site site = new Site(querySide);
    private final String ada = newUser();
    private final String project = site.project(ada);
    private final Reader reader = new Reader(querySide, caller(ada, "WORKER"));
    private final JdbcTemplate jdbc = querySide.bean(JdbcTemplate.class);

    private final List<String> late = new ArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);

    @BeforeAll
    static void start() {
        querySide = RunningQuerySide.start(
                Map.of("startynk.query.feed-wait", "20ms", "startynk.query.consistent-wait", "20ms"));
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    /** Should a test fail in between, its append must not keep the query side from closing. */
    @AfterEach
    void letGo() {
        release.countDown();
    }

    @Test
    void itIsProjectedAndToldInTheEnd() {
        querySide.settle();
        reader.all();
        var append = appendHeldBack();
        var before = overtaking();
        assertThat(reader.all()).extracting(Change::entityId).containsExactlyElementsOf(before);
        assertThat(reader.all()).isEmpty();

        release.countDown();
        append.join();
        querySide.settle();
        assertThat(index(late.get(0))).isLessThan(index(before.get(0)));
        assertThat(reader.all()).extracting(Change::entityId).containsExactlyElementsOf(late);
        assertThat(reader.state()).hasSize(1 + before.size() + late.size());
    }

    @Test
    void alsoAfterTheProjectionWasStartedAnewInBetween() {
        querySide.settle();
        reader.all();
        var append = appendHeldBack();
        var before = overtaking();
        var processor = querySide
                .bean(Configuration.class)
                .eventProcessingConfiguration()
                .eventProcessor(EntityRowsProjection.GROUP, TrackingEventProcessor.class)
                .orElseThrow();
        processor.shutDown();
        processor.start();
        before.addAll(overtaking());

        release.countDown();
        append.join();
        querySide.settle();
        reader.all();
        assertThat(reader.state().keySet())
                .contains(project)
                .containsAll(before)
                .containsAll(late);
        assertThat(reader.state()).hasSize(1 + before.size() + late.size());
    }

    private CompletableFuture<Void> appendHeldBack() {
        var appended = new CountDownLatch(1);
        var other = new Site(querySide);
        var append = CompletableFuture.runAsync(
                () -> other.together(
                        () -> {
                            for (var n = 0; n < 3; n++) {
                                late.add(other.task(project));
                            }
                        },
                        () -> {
                            appended.countDown();
                            pass(release);
                        }),
                OWN_THREADS);
        pass(appended);
        return append;
    }

    /** Stores some and waits until they can be read. */
    private List<String> overtaking() {
        var ids = new ArrayList<String>();
        for (var n = 0; n < 4; n++) {
            ids.add(site.task(project));
        }
        await().until(() -> ids.stream().allMatch(this::isProjected));
        return ids;
    }

    private boolean isProjected(String entityId) {
        return !jdbc.queryForList("SELECT 1 FROM synced_entity WHERE entity_id = ?", Integer.class, entityId)
                .isEmpty();
    }

    private long index(String entityId) {
        return jdbc.queryForObject(
                "SELECT global_index FROM domain_event WHERE aggregate_identifier = ?", Long.class, entityId);
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
