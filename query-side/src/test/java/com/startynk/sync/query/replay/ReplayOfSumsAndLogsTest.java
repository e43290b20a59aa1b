package com.startynk.sync.query.replay;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static com.startynk.sync.query.replay.TamperedModel.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was made of the rows and beside them is laid beside the event store too. */
class ReplayOfSumsAndLogsTest {

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
    void putsRightWhatListsGoBy() {
        site.together(() -> {
            for (var n = 0; n < 40; n++) {
                site.task(project, Map.of("title", "Brick " + n % 2, "status", "TODO"));
            }
        });
        querySide.settle();
        var list = "/api/v1/entities/task/count?projectId=" + project;
        await().until(() -> counted(list + "&_text=brick") == 40);
        model.tamper("DELETE FROM listed_value");
        model.tamper("DELETE FROM listed_text");
        assertThat(counted(list + "&status=TODO")).as("without copies").isZero();
        assertThat(counted(list + "&_text=brick")).as("without words").isZero();

        assertThat(model.replay().corrected()).isZero();

        await().until(() -> counted(list + "&status=TODO") == 40);
        await().until(() -> counted(list + "&_text=brick") == 40);
    }

    @Test
    void putsSumsRight() {
        site.task(project);
        querySide.settle();
        var sums = sums();
        model.tamper("UPDATE digest_bucket SET entities = entities + 3 WHERE project_id = ?", project);
        model.tamper("DELETE FROM project_feed WHERE project_id = ?", project);
        model.tamper("UPDATE entity_total SET entities = 0 WHERE entity_type = 'task'");

        assertThat(model.replay("feed-sums", null).corrected()).isEqualTo(2);

        assertThat(sums()).isEqualTo(sums);
        assertThat(model.replay().corrected()).isZero();
        assertThat(model.pull(null).get("changes")).hasSize(2);
    }

    @Test
    void anEntityThatIsPutRightIsCountedRight() {
        var deleted = site.task(project, Map.of("title", "deleted"));
        site.delete(deleted);
        querySide.settle();
        var sums = sums();
        model.tamper("UPDATE synced_entity SET deleted = FALSE WHERE entity_id = ?", deleted);

        model.replay("entity-rows", null);

        assertThat(counted(sums())).isEqualTo(counted(sums));
    }

    @Test
    void putsTheLogsRight() {
        var author = caller(newUser(), "WORKER");
        var task = UUID.randomUUID().toString();
        site.by(author).create(task, "task", project, Map.of("title", "offline"), "local:1");
        var decided = pendingConflict();
        var waiting = pendingConflict();
        site.conflict(task, decided);
        site.conflict(task, waiting);
        site.by(ADMIN).resolve(task, decided.conflictId(), ConflictResolution.CLIENT, Map.of("progress", 2));
        querySide.settle();
        var logs = logs(task);
        model.tamper("DELETE FROM sync_log WHERE entity_id = ? AND outcome = 'APPLIED' ORDER BY version LIMIT 1", task);
        model.tamper("UPDATE sync_log SET outcome = 'MERGED' WHERE entity_id = ? AND outcome = 'CONFLICT'", task);
        model.tamper("UPDATE id_mapping SET local_id = 'local:2' WHERE entity_id = ?", task);
        model.tamper(
                "DELETE FROM conflict_log WHERE conflict_id = ?",
                decided.conflictId().toString());
        model.tamper(
                "UPDATE conflict_log SET status = 'RESOLVED' WHERE conflict_id = ?",
                waiting.conflictId().toString());
        assertThat(logs(task)).isNotEqualTo(logs);

        assertThat(model.replay("side-logs", null).corrected()).isGreaterThanOrEqualTo(6);

        assertThat(logs(task)).isEqualTo(logs);
        assertThat(model.replay("side-logs", null).corrected()).isZero();
    }

    @Test
    void goesOnWithLogsBehindAnEntityThatWasReadToItsEnd() {
        var task = site.task(project, Map.of("progress", 0));
        site.together(() -> {
            for (var n = 1; n <= 1000; n++) {
                site.change(task, Map.of("progress", n));
            }
        });
        querySide.settle();
        var id = UUID.fromString(task);
        var before = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() - 1).toString();
        var logs = querySide.bean(Parts.Logs.class).begin(before, 0);

        logs.next();
        assertThat(logs.reached()).as("in the middle of its events").isEqualTo(before);

        while (logs.next().events() > 0) {
            assertThat(logs.reached()).isGreaterThanOrEqualTo(before);
        }
    }

    @Test
    void leavesLinesAloneThatAreTooOldToBeKept() {
        var task = site.task(project);
        querySide.settle();
        model.tamper("DELETE FROM sync_log WHERE entity_id = ?", task);
        querySide.execute(
                "UPDATE domain_event SET time_stamp = '2020-01-01T00:00:00.000Z' WHERE aggregate_identifier = ?", task);

        model.replay("side-logs", null);

        assertThat(querySide.bean(JdbcTemplate.class).queryForList("SELECT 1 FROM sync_log WHERE entity_id = ?", task))
                .isEmpty();
        model.replay();
    }

    private int counted(String path) {
        return querySide.get(path, ada).json().path("count").asInt(-1);
    }

    private static List<Map<String, Object>> sums() {
        return querySide.bean(JdbcTemplate.class).queryForList("""
                SELECT project_id, entity_type, digit, entities, hash FROM digest_bucket WHERE entities <> 0
                UNION ALL SELECT project_id, '', '', last_position, 0 FROM project_feed
                UNION ALL SELECT '', entity_type, '', entities, 0 FROM entity_total ORDER BY 1, 2, 3
                """);
    }

    /** Without places, which an entity that is put right gets anew. */
    private static List<Map<String, Object>> counted(List<Map<String, Object>> sums) {
        return sums.stream().filter(row -> !row.get("entity_type").equals("")).toList();
    }

    private static List<List<Map<String, Object>>> logs(String task) {
        var jdbc = querySide.bean(JdbcTemplate.class);
        return List.of(
                jdbc.queryForList(
                        "SELECT mutation_id, outcome, version, HEX(user_id) AS user, HEX(device_id) AS device, conflict_id, at"
                                + " FROM sync_log WHERE entity_id = ? ORDER BY mutation_id",
                        task),
                jdbc.queryForList(
                        "SELECT entity_type, HEX(device_id) AS device, HEX(local_id) AS local FROM id_mapping"
                                + " WHERE entity_id = ?",
                        task),
                jdbc.queryForList(
                        "SELECT conflict_id, resolution, status, fields, detected_at, resolved_at,"
                                + " HEX(resolved_by) AS resolver FROM conflict_log WHERE entity_id = ? ORDER BY conflict_id",
                        task));
    }

    private static DetectedConflict pendingConflict() {
        return new DetectedConflict(
                UUID.randomUUID(),
                "MERGE",
                ConflictResolution.PENDING,
                List.of(new ContestedField("progress", 1, 2, null, 3)));
    }
}
