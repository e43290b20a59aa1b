package com.startynk.sync.query.replay;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.projection.EntityRowsProjection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** The read model is tampered with in its own database, and laid beside the event store. */
class ReplayTest {

    private static RunningQuerySide querySide;

    private Site site;
    private Caller ada;
    private String project;

    @BeforeAll
    static void start() {
        querySide = RunningQuerySide.start(Map.of("startynk.limits.device-requests", "1000000"));
        await().until(() -> querySide.bean(HeldClaims.class).isHeld(EntityRowsProjection.GROUP));
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @BeforeEach
    void meet() {
        site = new Site(querySide);
        ada = caller(newUser(), "WORKER");
        project = site.project(ada.userId());
    }

    @Test
    void changesNothingWhereNothingIsWrong() {
        for (var n = 0; n < 30; n++) {
            var task = site.task(project, Map.of("title", "t", "progress", n));
            site.change(task, Map.of("progress", n + 1));
        }
        site.delete(site.task(project));
        querySide.settle();
        var before = rows();

        var progress = replay();

        assertThat(progress.state()).isEqualTo("DONE");
        assertThat(progress.corrected()).isZero();
        assertThat(progress.events()).isGreaterThanOrEqualTo(63);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void putsRowsRightAndLetsDevicesHearOfIt() {
        var changed = site.task(project, Map.of("title", "as it was"));
        var lost = site.task(project, Map.of("title", "lost"));
        var deleted = site.task(project, Map.of("title", "deleted"));
        site.delete(deleted);
        var untouched = site.task(project, Map.of("title", "untouched"));
        querySide.settle();
        var ghost = UUID.randomUUID().toString();
        tamper("UPDATE synced_entity SET data = '{\"title\":\"tampered\"}' WHERE entity_id = ?", changed);
        tamper("UPDATE synced_entity SET deleted = FALSE, version = 7 WHERE entity_id = ?", deleted);
        tamper("DELETE FROM synced_entity WHERE entity_id = ?", lost);
        tamper("""
                INSERT INTO synced_entity SELECT ?, entity_type, project_id, version, data, deleted, position + 100000,
                created_position, sequence_number, user_id, device_id, occurred_at FROM synced_entity WHERE entity_id = ?
                """, ghost, untouched);
        tamper("UPDATE synced_entity SET position = 1 WHERE entity_id = ?", ghost);
        var cursor = pull(null).get("cursor").stringValue();

        assertThat(replay().corrected()).isEqualTo(4);

        var news = pull(cursor).get("changes");
        assertThat(news.valueStream().map(change -> change.get("entityId").stringValue()))
                .containsExactlyInAnyOrder(changed, lost, deleted, ghost);
        assertThat(title(changed)).isEqualTo("as it was");
        assertThat(title(lost)).isEqualTo("lost");
        assertThat(change(news, deleted).get("operation").stringValue()).isEqualTo("DELETE");
        assertThat(change(news, deleted).get("version").longValue()).isEqualTo(2);
        assertThat(change(news, ghost).get("operation").stringValue()).isEqualTo("DELETE");
        assertThat(replay().corrected()).as("the second time").isZero();
    }

    @Test
    void putsMembershipsRight() {
        var task = site.task(project);
        querySide.settle();
        tamper("UPDATE synced_entity SET data = '{\"name\":\"Site 7\",\"memberIds\":[]}' WHERE entity_id = ?", project);
        tamper("DELETE FROM project_membership WHERE project_id = ?", project);
        await().until(() -> querySide.get(path(task), ada).status() == 404);

        replay();

        assertThat(querySide.get(path(task), ada).status()).isEqualTo(200);
        assertThat(pull(null)
                        .get("changes")
                        .valueStream()
                        .map(change -> change.get("entityId").stringValue()))
                .containsExactlyInAnyOrder(project, task);
    }

    @Test
    void makesAnewWhatListsGoBy() {
        site.together(() -> {
            for (var n = 0; n < 40; n++) {
                site.task(project, Map.of("title", "Brick " + n % 2, "status", "TODO"));
            }
        });
        querySide.settle();
        var list = "/api/v1/entities/task/count?projectId=" + project;
        await().until(() -> counted(list + "&_text=brick") == 40);
        tamper("DELETE FROM listed_value");
        tamper("DELETE FROM listed_text");
        assertThat(counted(list + "&status=TODO")).as("without copies").isZero();
        assertThat(counted(list + "&_text=brick")).as("without words").isZero();

        assertThat(replay().corrected()).isZero();

        assertThat(counted(list + "&status=TODO")).isEqualTo(40);
        await().until(() -> counted(list + "&_text=brick") == 40);
    }

    private int counted(String path) {
        return querySide.get(path, ada).json().path("count").asInt(-1);
    }

    @Test
    void disturbsNobodyWhoWritesMeanwhile() throws InterruptedException {
        var tasks = new ArrayList<String>();
        for (var n = 0; n < 20; n++) {
            tasks.add(site.task(project, Map.of("title", "t", "progress", 0)));
        }
        var writing = new AtomicBoolean(true);
        var writer = new Thread(() -> {
            for (var n = 1; writing.get(); n++) {
                site.change(tasks.get(n % tasks.size()), Map.of("progress", n));
                if (n % 10 == 0) {
                    tasks.add(site.task(project, Map.of("title", "new")));
                }
            }
        });
        writer.start();
        try {
            for (var n = 0; n < 20; n++) {
                assertThat(replay().corrected()).isZero();
            }
        } finally {
            writing.set(false);
            writer.join();
        }
        querySide.settle();

        assertThat(replay().corrected()).isZero();
    }

    @Test
    void isForAdmins() {
        assertThat(querySide.get("/api/v1/admin/replays", ada).status()).isEqualTo(403);
        assertThat(querySide.get("/api/v1/admin/replays", ADMIN).status()).isIn(200, 404);
    }

    private static Replay.Progress replay() {
        var replays = querySide.bean(Replays.class);
        replays.start();
        await().until(() -> !replays.progress().orElseThrow().state().equals("RUNNING"));
        return replays.progress().orElseThrow();
    }

    private static List<Map<String, Object>> rows() {
        return querySide.bean(JdbcTemplate.class).queryForList("""
                SELECT entity_id, version, data, deleted, position, created_position, sequence_number
                FROM synced_entity ORDER BY entity_id
                """);
    }

    private static void tamper(String sql, Object... values) {
        querySide
                .bean(TransactionOperations.class)
                .executeWithoutResult(
                        transaction -> querySide.bean(JdbcTemplate.class).update(sql, values));
    }

    private JsonNode pull(String cursor) {
        return querySide
                .get("/api/v1/sync/updates?limit=1000" + (cursor == null ? "" : "&cursor=" + cursor), ada)
                .json();
    }

    private static JsonNode change(JsonNode changes, String id) {
        return changes.valueStream()
                .filter(change -> change.get("entityId").stringValue().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String title(String task) {
        return querySide.get(path(task), ada).json().at("/data/title").stringValue();
    }

    private static String path(String task) {
        return "/api/v1/entities/task/" + task;
    }
}
