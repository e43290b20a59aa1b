package com.startynk.sync.query.dashboard;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.parking.MutationParked;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.events.parking.ParkedMutationRefused;
import com.startynk.sync.events.parking.ParkingEvent;
import com.startynk.sync.events.parking.ParkingId;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.platform.UtcTimes;
import com.startynk.sync.query.projection.EntityRowsProjection;
import com.startynk.sync.query.status.SyncQueueProjection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** On a query side of its own, for an admin's dashboards count everything. */
class DashboardTest {

    private static RunningQuerySide querySide;

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
    void countAChangeInItsMinuteAndItsHour() {
        site.task(quay);
        var task = site.task(quay);
        site.change(task, Map.of("progress", 5));
        site.acknowledge(task);
        querySide.settle();

        var changes = board("overview", mara).path("changes");
        assertThat(sum(changes.path("lastHour"), "changes")).isEqualTo(4);
        assertThat(sum(changes.path("lastDay"), "changes")).isEqualTo(4);
        var pushes = board("sync", mara).path("pushes").path("lastHour");
        assertThat(sum(pushes, "applied")).isEqualTo(4);
        assertThat(sum(pushes, "merged")).isEqualTo(1);
        assertThat(sum(pushes, "conflict")).isZero();
    }

    @Test
    void drawEveryMinuteOfTheLastHourAndEveryHourOfTheLastDay() {
        var changes =
                board("overview", caller(newUser(), Caller.PROJECT_MANAGER)).path("changes");

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
        park(quay, mara);
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
        park(quay, mara);
        querySide.settle();

        assertThat(sum(board("sync", mara).path("pushes").path("lastHour"), "queued"))
                .isEqualTo(2);
        assertThat(before).isNotEmpty();
    }

    @Test
    void showAManagerHisProjectsAndAnAdminEverything() {
        var elsewhere = site.project("carla");
        var all = sum(board("overview", ADMIN).path("changes").path("lastDay"), "changes");
        var tasks = entities(board("overview", ADMIN), "task");
        site.task(elsewhere);
        site.conflict(site.task(elsewhere), conflict(ConflictResolution.PENDING, "title"));
        querySide.settle();

        var marasView = board("overview", mara);
        assertThat(entities(marasView, "task")).isZero();
        assertThat(entities(marasView, "project")).isEqualTo(1);
        assertThat(sum(marasView.path("changes").path("lastDay"), "changes")).isEqualTo(1);
        assertThat(marasView.path("pendingConflicts").longValue()).isZero();
        assertThat(board("conflicts", mara).path("pending")).isEmpty();
        var adminsView = board("overview", ADMIN);
        assertThat(entities(adminsView, "task")).isEqualTo(tasks + 2);
        assertThat(sum(adminsView.path("changes").path("lastDay"), "changes")).isGreaterThanOrEqualTo(all + 2);
        assertThat(adminsView.path("pendingConflicts").longValue()).isPositive();
    }

    @Test
    void countEntitiesThatAreThere() {
        var kept = site.task(quay);
        var gone = site.task(quay);
        site.delete(gone);
        site.delete(kept);
        site.revive(kept, Map.of("title", "again"));
        querySide.settle();

        assertThat(entities(board("overview", mara), "task")).isEqualTo(1);
        assertThat(jdbc().queryForMap("SELECT SUM(entities) AS n FROM digest_bucket WHERE entity_type = 'task'")
                        .get("n")
                        .toString())
                .isEqualTo(Long.toString(entities(board("overview", ADMIN), "task")));
    }

    @Test
    void tellConflictsByWhatBecameOfThemAndWhatWasContested() {
        var task = site.task(quay);
        site.conflict(task, conflict(ConflictResolution.MERGED, "progress", "title"));
        site.conflict(task, conflict(ConflictResolution.MERGED, "progress"));
        var left = conflict(ConflictResolution.PENDING, "title");
        site.conflict(task, left);
        var waiting = conflict(ConflictResolution.PENDING, "dueOn");
        site.conflict(task, waiting);
        site.by(mara).resolve(task, left.conflictId(), ConflictResolution.CLIENT, Map.of("title", "mara's"));
        querySide.settle();

        var board = board("conflicts", mara);
        var lastHour = board.path("overTime").path("lastHour");
        assertThat(sum(lastHour, "met")).isEqualTo(4);
        assertThat(sum(lastHour, "leftToAPerson")).isEqualTo(2);
        assertThat(sum(lastHour, "decided")).isEqualTo(1);
        var lastDay = board.path("lastDay");
        assertThat(lastDay.path("met").toString())
                .isEqualTo("[{\"strategy\":\"MERGE\",\"resolution\":\"MERGED\",\"count\":2},"
                        + "{\"strategy\":\"MERGE\",\"resolution\":\"PENDING\",\"count\":2}]");
        assertThat(lastDay.path("decided").toString()).isEqualTo("[{\"resolution\":\"CLIENT\",\"count\":1}]");
        assertThat(lastDay.path("byRule").toString())
                .isEqualTo("[{\"rule\":\"LAST_WRITE\",\"count\":3},{\"rule\":\"MAX\",\"count\":2}]");
        assertThat(lastDay.path("topFields").path(0).toString())
                .isEqualTo("{\"entityType\":\"task\",\"field\":\"progress\",\"rule\":\"MAX\",\"count\":2}");
        var pending = board.path("pending").path(0);
        assertThat(pending.path("entityType").asString()).isEqualTo("task");
        assertThat(pending.path("count").longValue()).isEqualTo(1);
        assertThat(pending.path("underAnHour").longValue()).isEqualTo(1);
    }

    @Test
    void tellPendingConflictsByTheirAge() {
        var task = site.task(quay);
        for (var age : List.of(Duration.ofMinutes(5), Duration.ofHours(5), Duration.ofDays(3), Duration.ofDays(30))) {
            var conflict = conflict(ConflictResolution.PENDING, "title");
            site.conflict(task, conflict);
            querySide.settle();
            write(
                    "UPDATE conflict_log SET detected_at = ? WHERE conflict_id = ?",
                    UtcTimes.column(Instant.now().minus(age)),
                    conflict.conflictId().toString());
        }

        var pending = board("conflicts", mara).path("pending").path(0);
        for (var age : List.of("underAnHour", "underADay", "underAWeek", "older")) {
            assertThat(pending.path(age).longValue()).as(age).isEqualTo(1);
        }
        assertThat(Instant.parse(pending.path("oldestAt").asString()))
                .isBefore(Instant.now().minus(Duration.ofDays(29)));
    }

    @Test
    void tellWhatIsParkedAndWhatFailed() {
        var failed = park(quay, mara);
        store(1, new ParkedMutationRefused(new ParkingId(failed), "FORBIDDEN", "you are not in this project", 1));
        park(quay, mara);
        park(UUID.randomUUID().toString(), mara);
        querySide.settle();

        var board = board("sync", mara);
        assertThat(board.path("queue").path("waiting").longValue()).isEqualTo(1);
        assertThat(board.path("queue").path("failed").longValue()).isEqualTo(1);
        assertThat(board.path("failedByError").toString()).isEqualTo("[{\"errorCode\":\"FORBIDDEN\",\"count\":1}]");
        var pushes = board.path("pushes").path("lastHour");
        assertThat(sum(pushes, "queued")).isEqualTo(2);
        assertThat(sum(pushes, "failed")).isEqualTo(1);
        assertThat(board("overview", mara).path("queue").path("waiting").longValue())
                .isEqualTo(1);
    }

    @Test
    void tellWhoIsThereAndWhichDevicesAreNotHeardOf() {
        var other = newUser();
        site.project(other, mara.userId());
        querySide.settle();
        used(other, "a-phone", Duration.ofHours(2));
        used(other, "a-tablet", Duration.ofHours(3));
        used(other, "silent", Duration.ofDays(5));
        used(other, "more-silent", Duration.ofDays(9));
        used(other, "in-a-drawer", Duration.ofDays(50));
        used(newUser(), "of-a-stranger", Duration.ofDays(6));

        // Her own device is written down a moment after its first call.
        await().untilAsserted(() -> assertThat(
                        board("overview", mara).path("activeLastDay").toString())
                .isEqualTo("{\"people\":2,\"devices\":3}"));
        assertThat(board("sync", mara)
                        .path("silentDevices")
                        .valueStream()
                        .map(device -> device.path("deviceId").asString()))
                .containsExactly("more-silent", "silent");
        var first = board("sync", mara).path("silentDevices").path(0);
        assertThat(first.path("silentForMs").longValue())
                .isBetween(
                        Duration.ofDays(9).toMillis(),
                        Duration.ofDays(9).plusMinutes(5).toMillis());
        assertThat(first.path("name").isNull())
                .as("no service of names answers here")
                .isTrue();
        assertThat(board("sync", ADMIN)
                        .path("silentDevices")
                        .valueStream()
                        .map(device -> device.path("deviceId").asString()))
                .contains("of-a-stranger");
    }

    @Test
    void tellHowFarTheProjectionIsBehind() {
        querySide.settle();
        assertThat(board("overview", ADMIN).path("projectionLagMs").longValue()).isZero();
        var processor = querySide
                .bean(Configuration.class)
                .eventProcessingConfiguration()
                .eventProcessor(EntityRowsProjection.GROUP, TrackingEventProcessor.class)
                .orElseThrow();
        processor.shutDown();
        site.task(quay);
        await().until(() -> board("overview", ADMIN).path("projectionLagMs").longValue() > 0);

        assertThat(board("overview", ADMIN).path("health").asString()).isEqualTo("DOWN");
        processor.start();
        querySide.settle();
        assertThat(board("overview", ADMIN).path("health").asString()).isEqualTo("OK");
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
        var board = board("cache", mara);
        assertThat(sum(board.path("reads").path("lastHour"), "misses")).isPositive();
        assertThat(board.path("byType")
                        .valueStream()
                        .map(type -> type.path("entityType").asString()))
                .contains("material");
    }

    private JsonNode board(String board, Caller caller) {
        var answer = querySide.get("/api/v1/dashboard/" + board, caller);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("generatedAt").asString()).matches("\\d{4}-.*\\.\\d{3}Z");
        return answer.json();
    }

    private static long sum(JsonNode points, String what) {
        assertThat(points.path(0).has(what)).as(what + " in " + points.path(0)).isTrue();
        return points.valueStream()
                .mapToLong(point -> point.path(what).longValue())
                .sum();
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

    private static DetectedConflict conflict(ConflictResolution resolution, String... fields) {
        return new DetectedConflict(
                UUID.randomUUID(),
                "MERGE",
                resolution,
                List.of(fields).stream()
                        .map(field -> new ContestedField(field, 1, 2, 3, 3))
                        .toList());
    }

    private static MutationId park(String project, Caller caller) {
        var id = new MutationId(UUID.randomUUID());
        var item = new ParkedItem(
                id,
                "AAAAAAAAAAAAAAAAAAAAAA",
                "task",
                "CREATE",
                EntityId.of(UUID.randomUUID().toString()),
                null,
                project,
                0,
                Map.of(),
                Instant.now(),
                caller.userId(),
                caller.deviceId(),
                caller.roles(),
                UUID.randomUUID(),
                Set.of(),
                Set.of());
        store(0, new MutationParked(new ParkingId(id), item));
        return id;
    }

    private static void store(long sequence, ParkingEvent event) {
        querySide.store(List.of(new GenericDomainEventMessage<>(
                "ParkedMutation", event.parkingId().toString(), sequence, event)));
    }

    private static void used(String user, String device, Duration ago) {
        var at = UtcTimes.column(Instant.now().minus(ago));
        write(
                "INSERT INTO device_use (user_id, device_id, first_seen_at, last_seen_at) VALUES (?, ?, ?, ?)",
                user.getBytes(UTF_8),
                device.getBytes(UTF_8),
                at,
                at);
    }

    private static void write(String sql, Object... values) {
        querySide.bean(TransactionTemplate.class).executeWithoutResult(status -> jdbc().update(sql, values));
    }

    private static JdbcTemplate jdbc() {
        return querySide.bean(JdbcTemplate.class);
    }
}
