package com.startynk.sync.query.dashboard;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static com.startynk.sync.query.dashboard.Dashboards.conflict;
import static com.startynk.sync.query.dashboard.Dashboards.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.status.SyncQueueProjection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Who sees what, and how it is counted. On a query side of its own, for an admin's dashboards count everything. */
class DashboardTest {

    private static RunningQuerySide querySide;

    private final Dashboards boards = new Dashboards(querySide);
    private final Site site = new Site(querySide);
    private final Caller mara = caller(newUser(), Caller.PROJECT_MANAGER);
    private final String quay = site.project(mara.userId(), "ben");

    @BeforeAll
    static void start() {
        querySide = RunningQuerySide.start(Map.of("startynk.dashboard.device-figures", "0s"));
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview", "sync", "conflicts", "notifications", "cache"})
    void areForAdminsAndManagersAlone(String board) {
        for (var role : List.of("FOREMAN", "WORKER", "PAYROLL")) {
            var refused = querySide.get("/api/v1/dashboard/" + board, caller(newUser(), role));
            assertThat(refused.status()).as(role).isEqualTo(403);
            assertThat(refused.errorCode()).isEqualTo("FORBIDDEN");
        }
    }

    @Test
    void showHowCachesFareToAdminsAlone() {
        assertThat(querySide.get("/api/v1/cache/stats", mara).errorCode()).isEqualTo("FORBIDDEN");
    }

    @Test
    void showAManagerHisProjectsAndAnAdminEverything() {
        var elsewhere = site.project("carla");
        var all = sum(boards.board("overview", ADMIN).path("changes").path("lastDay"), "changes");
        var tasks = entities(boards.board("overview", ADMIN), "task");
        site.task(elsewhere);
        site.conflict(site.task(elsewhere), conflict(ConflictResolution.PENDING, "title"));
        querySide.settle();

        var marasView = boards.board("overview", mara);
        assertThat(entities(marasView, "task")).isZero();
        assertThat(entities(marasView, "project")).isEqualTo(1);
        assertThat(sum(marasView.path("changes").path("lastDay"), "changes")).isEqualTo(1);
        assertThat(marasView.path("pendingConflicts").longValue()).isZero();
        assertThat(boards.board("conflicts", mara).path("pending")).isEmpty();
        var adminsView = boards.board("overview", ADMIN);
        assertThat(entities(adminsView, "task")).isEqualTo(tasks + 2);
        assertThat(sum(adminsView.path("changes").path("lastDay"), "changes")).isGreaterThanOrEqualTo(all + 2);
        assertThat(adminsView.path("pendingConflicts").longValue()).isPositive();
    }

    @Test
    void countAChangeInItsMinuteAndItsHour() {
        site.task(quay);
        var task = site.task(quay);
        site.change(task, Map.of("progress", 5));
        site.acknowledge(task);
        querySide.settle();

        var changes = boards.board("overview", mara).path("changes");
        assertThat(sum(changes.path("lastHour"), "changes")).isEqualTo(4);
        assertThat(sum(changes.path("lastDay"), "changes")).isEqualTo(4);
        var pushes = boards.board("sync", mara).path("pushes").path("lastHour");
        assertThat(sum(pushes, "applied")).isEqualTo(4);
        assertThat(sum(pushes, "merged")).isEqualTo(1);
        assertThat(sum(pushes, "conflict")).isZero();
    }

    @Test
    void drawEveryMinuteOfTheLastHourAndEveryHourOfTheLastDay() {
        var changes = boards.board("overview", caller(newUser(), Caller.PROJECT_MANAGER))
                .path("changes");

        assertThat(steps(changes.path("lastHour"))).hasSize(59).containsOnly(Duration.ofMinutes(1));
        assertThat(steps(changes.path("lastDay"))).hasSize(23).containsOnly(Duration.ofHours(1));
        assertThat(sum(changes.path("lastDay"), "changes")).isZero();
        var last = Instant.parse(changes.path("lastHour").path(59).path("at").asString());
        assertThat(last).isBetween(Instant.now().minus(Duration.ofMinutes(2)), Instant.now());
    }

    @Test
    void countNothingTwiceWhenEventsAreReplayed() {
        var task = site.task(quay);
        site.conflict(task, conflict(ConflictResolution.SERVER, "title"));
        site.delete(site.task(quay));
        querySide.settle();
        var before = counts();

        querySide.replay();

        assertThat(counts()).isEqualTo(before);
        site.change(task, Map.of("title", "after"));
        querySide.settle();
        assertThat(counts()).isNotEqualTo(before);
    }

    @Test
    void countParkedItemsOnceTooWhenTheirEventsAreReplayed() {
        boards.park(quay, mara);
        querySide.settle();
        var before = querySide.bean(JdbcTemplate.class).queryForList("SELECT * FROM parking_count ORDER BY 1, 2, 3");
        var processor = querySide
                .bean(Configuration.class)
                .eventProcessingConfiguration()
                .eventProcessor(SyncQueueProjection.GROUP, TrackingEventProcessor.class)
                .orElseThrow();
        processor.shutDown();
        processor.resetTokens();
        processor.start();
        boards.park(quay, mara);
        querySide.settle();

        assertThat(sum(boards.board("sync", mara).path("pushes").path("lastHour"), "queued"))
                .isEqualTo(2);
        assertThat(before).isNotEmpty();
    }

    @Test
    void countEntitiesThatAreThere() {
        var kept = site.task(quay);
        var gone = site.task(quay);
        site.delete(gone);
        site.delete(kept);
        site.revive(kept, Map.of("title", "again"));
        querySide.settle();

        assertThat(entities(boards.board("overview", mara), "task")).isEqualTo(1);
        assertThat(jdbc().queryForMap("SELECT SUM(entities) AS n FROM digest_bucket WHERE entity_type = 'task'")
                        .get("n")
                        .toString())
                .isEqualTo(Long.toString(entities(boards.board("overview", ADMIN), "task")));
    }

    @Test
    void tellHitsAndMissesOfTheCache() {
        var material = site.create(UUID.randomUUID().toString(), "material", quay, Map.of("name", "Rebar"), null);
        querySide.settle();
        querySide.get("/api/v1/entities/material/" + material, mara);
        await().until(() -> querySide
                .get("/api/v1/entities/material/" + material, mara)
                .header("X-Cache")
                .equals("HIT"));

        var stats = querySide
                .get("/api/v1/cache/stats", ADMIN)
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("entityType").asString().equals("material"))
                .findFirst()
                .orElseThrow();
        assertThat(stats.path("hits").longValue()).isPositive();
        assertThat(stats.path("misses").longValue()).isPositive();
        assertThat(stats.path("hitRate").doubleValue()).isBetween(0.01, 0.99);
        assertThat(stats.path("level").asString()).isEqualTo("memory");
        assertThat(stats.path("size").isNumber()).isTrue();
        var board = boards.board("cache", mara);
        assertThat(sum(board.path("reads").path("lastHour"), "misses")).isPositive();
        assertThat(board.path("byType")
                        .valueStream()
                        .map(type -> type.path("entityType").asString()))
                .contains("material");
    }

    private static List<Duration> steps(JsonNode points) {
        var times = points.valueStream()
                .map(point -> Instant.parse(point.path("at").asString()))
                .toList();
        return IntStream.range(1, times.size())
                .mapToObj(n -> Duration.between(times.get(n - 1), times.get(n)))
                .toList();
    }

    private static long entities(JsonNode overview, String type) {
        return overview.path("entities")
                .valueStream()
                .filter(some -> some.path("entityType").asString().equals(type))
                .mapToLong(some -> some.path("count").longValue())
                .sum();
    }

    private static List<List<Map<String, Object>>> counts() {
        return List.of(
                jdbc().queryForList("SELECT * FROM activity_count ORDER BY 1, 2, 3"),
                jdbc().queryForList("SELECT * FROM conflict_count ORDER BY 1, 2, 3, 4, 5, 6"),
                jdbc().queryForList("SELECT * FROM contested_field_count ORDER BY 1, 2, 3, 4"),
                jdbc().queryForList("SELECT * FROM entity_total ORDER BY 1"));
    }

    private static JdbcTemplate jdbc() {
        return querySide.bean(JdbcTemplate.class);
    }
}
