package com.startynk.sync.query.dashboard;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static com.startynk.sync.query.dashboard.Dashboards.conflict;
import static com.startynk.sync.query.dashboard.Dashboards.sum;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.parking.ParkedMutationRefused;
import com.startynk.sync.events.parking.ParkingId;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.platform.UtcTimes;
import com.startynk.sync.query.projection.EntityRowsProjection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What dashboards say of conflicts, of what is parked, and of devices and projections that lag behind. */
class TroublesOnDashboardsTest {

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

        var board = boards.board("conflicts", mara);
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

        var pending = boards.board("conflicts", mara).path("pending").path(0);
        for (var age : List.of("underAnHour", "underADay", "underAWeek", "older")) {
            assertThat(pending.path(age).longValue()).as(age).isEqualTo(1);
        }
        assertThat(Instant.parse(pending.path("oldestAt").asString()))
                .isBefore(Instant.now().minus(Duration.ofDays(29)));
    }

    @Test
    void tellWhatIsParkedAndWhatFailed() {
        var failed = boards.park(quay, mara);
        boards.store(
                1, new ParkedMutationRefused(new ParkingId(failed), "FORBIDDEN", "you are not in this project", 1));
        boards.park(quay, mara);
        boards.park(UUID.randomUUID().toString(), mara);
        querySide.settle();

        var board = boards.board("sync", mara);
        assertThat(board.path("queue").path("waiting").longValue()).isEqualTo(1);
        assertThat(board.path("queue").path("failed").longValue()).isEqualTo(1);
        assertThat(board.path("failedByError").toString()).isEqualTo("[{\"errorCode\":\"FORBIDDEN\",\"count\":1}]");
        var pushes = board.path("pushes").path("lastHour");
        assertThat(sum(pushes, "queued")).isEqualTo(2);
        assertThat(sum(pushes, "failed")).isEqualTo(1);
        assertThat(boards.board("overview", mara).path("queue").path("waiting").longValue())
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
                        boards.board("overview", mara).path("activeLastDay").toString())
                .isEqualTo("{\"people\":2,\"devices\":3}"));
        assertThat(boards.board("sync", mara)
                        .path("silentDevices")
                        .valueStream()
                        .map(device -> device.path("deviceId").asString()))
                .containsExactly("more-silent", "silent");
        var first = boards.board("sync", mara).path("silentDevices").path(0);
        assertThat(first.path("silentForMs").longValue())
                .isBetween(
                        Duration.ofDays(9).toMillis(),
                        Duration.ofDays(9).plusMinutes(5).toMillis());
        assertThat(first.path("name").isNull())
                .as("no service of names answers here")
                .isTrue();
        assertThat(boards.board("sync", ADMIN)
                        .path("silentDevices")
                        .valueStream()
                        .map(device -> device.path("deviceId").asString()))
                .contains("of-a-stranger");
    }

    @Test
    void tellHowFarTheProjectionIsBehind() {
        querySide.settle();
        assertThat(boards.board("overview", ADMIN).path("projectionLagMs").longValue())
                .isZero();
        var processor = querySide
                .bean(Configuration.class)
                .eventProcessingConfiguration()
                .eventProcessor(EntityRowsProjection.GROUP, TrackingEventProcessor.class)
                .orElseThrow();
        processor.shutDown();
        site.task(quay);
        await().until(() ->
                boards.board("overview", ADMIN).path("projectionLagMs").longValue() > 0);

        assertThat(boards.board("overview", ADMIN).path("health").asString()).isEqualTo("DOWN");
        processor.start();
        querySide.settle();
        assertThat(boards.board("overview", ADMIN).path("health").asString()).isEqualTo("OK");
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
