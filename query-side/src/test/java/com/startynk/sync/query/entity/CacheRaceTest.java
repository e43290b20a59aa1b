package com.startynk.sync.query.entity;

import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.projection.EntityRowsProjection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Readers race writers on two nodes, while the projection goes from one to the other and back. */
class CacheRaceTest {

    private static final int TASKS = 3;
    private static final int ROUNDS = 4;
    private static final int CHANGES_A_ROUND = 90;

    private final Queue<String> stale = new ConcurrentLinkedQueue<>();
    private final Caller ada = caller(newUser(), "WORKER");
    private final AtomicBoolean reading = new AtomicBoolean(true);

    @Test
    void nobodyReadsAnOlderStateThanTheFeedsOnWhicheverNode() throws InterruptedException {
        var settings = Map.of(
                "spring.datasource.url", EmbeddedStack.shared().newDatabase(),
                "startynk.limits.device-requests", "10000000",
                "startynk.limits.user-requests", "10000000");
        try (var here = RunningQuerySide.start(settings);
                var there = RunningQuerySide.start(settings)) {
            there.projection().shutDown();
            var site = new Site(here);
            var project = site.project(ada.userId());
            var tasks =
                    IntStream.range(0, TASKS).mapToObj(n -> site.task(project)).toList();
            here.settle();
            var readers = readers(List.of(here, there), tasks);
            for (var round = 0; round < ROUNDS; round++) {
                for (var n = 0; n < CHANGES_A_ROUND; n++) {
                    site.change(tasks.get(n % TASKS), Map.of("progress", n, "title", "round " + round));
                }
                awaitProjected(here, tasks, round);
                hand(round % 2 == 0 ? here : there, round % 2 == 0 ? there : here);
            }
            reading.set(false);
            for (var reader : readers) {
                reader.join();
            }

            assertThat(stale).isEmpty();
            assertThat(near(here)).as("reads from memory of the first node").isPositive();
            assertThat(near(there)).as("reads from memory of the second node").isPositive();
        }
    }

    private List<Thread> readers(List<RunningQuerySide> nodes, List<String> tasks) {
        var readers = new ArrayList<Thread>();
        for (var node : nodes) {
            for (var task : tasks) {
                readers.add(new Thread(() -> {
                    while (reading.get()) {
                        read(node, task);
                    }
                }));
                readers.add(new Thread(() -> {
                    while (reading.get()) {
                        look(node, task);
                    }
                }));
            }
        }
        readers.forEach(Thread::start);
        return readers;
    }

    /** What is committed before the question must be in the answer. */
    private void read(RunningQuerySide node, String task) {
        var feed = version(node, task);
        var answer = node.get("/api/v1/entities/task/" + task, ada);
        if (answer.status() != 200 || answer.json().get("version").longValue() < feed) {
            stale.add(feed + " was in the feed before " + answer.status() + " " + answer.body());
        }
    }

    /** The same without the way over HTTP, in which a copy that was old for a moment would be renewed. */
    private void look(RunningQuerySide node, String task) {
        var feed = version(node, task);
        var copy = node.bean(NearCache.class).find(task);
        if (copy != null && copy.version() < feed) {
            stale.add(feed + " was in the feed before " + copy.version() + " in memory");
        }
    }

    private static long version(RunningQuerySide node, String task) {
        var version = node.bean(JdbcTemplate.class)
                .queryForObject("SELECT version FROM synced_entity WHERE entity_id = ?", Long.class, task);
        return version == null ? 0 : version;
    }

    private static void awaitProjected(RunningQuerySide node, List<String> tasks, int round) {
        var versions = 1 + (long) (round + 1) * CHANGES_A_ROUND / TASKS;
        await().until(() -> tasks.stream().allMatch(task -> version(node, task) == versions));
    }

    private static void hand(RunningQuerySide from, RunningQuerySide to) {
        from.projection().shutDown();
        to.projection().start();
        await().until(() -> to.bean(HeldClaims.class).isHeld(EntityRowsProjection.GROUP));
    }

    private static long near(RunningQuerySide node) {
        return node.bean(ReadCounts.class).byType().get("task").near();
    }
}
