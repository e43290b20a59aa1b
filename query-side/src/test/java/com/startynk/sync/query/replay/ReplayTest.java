package com.startynk.sync.query.replay;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.platform.axon.StoredEvents;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.projection.EntityRowsProjection;
import com.startynk.sync.query.updates.FeedPositions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** The read model is tampered with in its own database, and laid beside the event store. */
class ReplayTest {

    /** About as many as are written while one replay runs. */
    private static final int CHANGES_MEANWHILE = 60;

    private static RunningQuerySide querySide;

    private Site site;
    private Caller ada;
    private String project;

    @BeforeAll
    static void start() {
        querySide = RunningQuerySide.start(
                Map.of("startynk.limits.device-requests", "1000000", RunningQuerySide.TYPES, "src/test/entity-types"));
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

        assertThat(replay().correctedIn()).containsEntry("entity-rows", 4L);

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
    void putsRightWhatListsGoBy() {
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

        await().until(() -> counted(list + "&status=TODO") == 40);
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
                assertThat(replay().corrected()).isZero();
            }
        } finally {
            writing.set(false);
            changes.release();
            writer.join();
        }
        querySide.settle();

        assertThat(replay().corrected()).isZero();
    }

    @Test
    void putsMembersAndOwnersRightWhereTheirRowsAreRight() {
        var task = site.task(project);
        var mine = site.create(UUID.randomUUID().toString(), "permit", project, Map.of("holderId", ada.userId()), null);
        var his = site.create(UUID.randomUUID().toString(), "permit", project, Map.of("holderId", newUser()), null);
        querySide.settle();
        var cursor = pull(null).get("cursor").stringValue();
        tamper("DELETE FROM project_membership WHERE project_id = ?", project);
        tamper("DELETE FROM ownership WHERE entity_id = ?", mine);
        tamper(
                "INSERT INTO ownership VALUES (?, ?, ?, 'permit', 1, NULL)",
                his,
                ada.userId().getBytes(UTF_8),
                project);

        assertThat(replay("entity-rows", null).correctedIn()).containsEntry("entity-rows", 3L);

        assertThat(querySide.get(path(task), ada).status()).isEqualTo(200);
        var news = pull(cursor).get("changes");
        assertThat(change(news, mine).get("operation").stringValue()).isEqualTo("UPSERT");
        assertThat(change(news, his).get("operation").stringValue()).isEqualTo("REVOKE");
        assertThat(replay().corrected()).as("the second time").isZero();
    }

    @Test
    void putsSumsRight() {
        site.task(project);
        querySide.settle();
        var sums = sums();
        tamper("UPDATE digest_bucket SET entities = entities + 3 WHERE project_id = ?", project);
        tamper("DELETE FROM project_feed WHERE project_id = ?", project);
        tamper("UPDATE entity_total SET entities = 0 WHERE entity_type = 'task'");

        assertThat(replay("feed-sums", null).corrected()).isEqualTo(2);

        assertThat(sums()).isEqualTo(sums);
        assertThat(replay().corrected()).isZero();
        assertThat(pull(null).get("changes")).hasSize(2);
    }

    @Test
    void anEntityThatIsPutRightIsCountedRight() {
        var deleted = site.task(project, Map.of("title", "deleted"));
        site.delete(deleted);
        querySide.settle();
        var sums = sums();
        tamper("UPDATE synced_entity SET deleted = FALSE WHERE entity_id = ?", deleted);

        replay("entity-rows", null);

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
        tamper("DELETE FROM sync_log WHERE entity_id = ? AND outcome = 'APPLIED' ORDER BY version LIMIT 1", task);
        tamper("UPDATE sync_log SET outcome = 'MERGED' WHERE entity_id = ? AND outcome = 'CONFLICT'", task);
        tamper("UPDATE id_mapping SET local_id = 'local:2' WHERE entity_id = ?", task);
        tamper(
                "DELETE FROM conflict_log WHERE conflict_id = ?",
                decided.conflictId().toString());
        tamper(
                "UPDATE conflict_log SET status = 'RESOLVED' WHERE conflict_id = ?",
                waiting.conflictId().toString());
        assertThat(logs(task)).isNotEqualTo(logs);

        assertThat(replay("side-logs", null).corrected()).isGreaterThanOrEqualTo(6);

        assertThat(logs(task)).isEqualTo(logs);
        assertThat(replay("side-logs", null).corrected()).isZero();
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
        tamper("DELETE FROM sync_log WHERE entity_id = ?", task);
        querySide.execute(
                "UPDATE domain_event SET time_stamp = '2020-01-01T00:00:00.000Z' WHERE aggregate_identifier = ?", task);

        replay("side-logs", null);

        assertThat(querySide.bean(JdbcTemplate.class).queryForList("SELECT 1 FROM sync_log WHERE entity_id = ?", task))
                .isEmpty();
        replay();
    }

    @Test
    void beginsWhereItIsTold() {
        var early = site.task(project, Map.of("title", "early"));
        querySide.settle();
        var place = querySide.bean(StoredEvents.class).head() + 1;
        var late = site.task(project, Map.of("title", "late"));
        querySide.settle();
        tamper("UPDATE synced_entity SET data = '{}' WHERE entity_id IN (?, ?)", early, late);

        var some = replay("entity-rows", Long.toString(place));

        assertThat(some.correctedIn()).containsEntry("entity-rows", 1L);
        assertThat(some.events()).isLessThanOrEqualTo(2);
        assertThat(title(late)).isEqualTo("late");
        assertThat(replay("entity-rows", "ffffffff-ffff-4fff-bfff-ffffffffffff").correctedIn())
                .containsEntry("entity-rows", 0L);
        assertThat(replay("entity-rows", Instant.now().minusSeconds(60).toString())
                        .correctedIn())
                .containsEntry("entity-rows", 1L);
        assertThat(title(early)).isEqualTo("early");
    }

    @Test
    void leavesToTheRetryWhatIsADeadLetter() {
        var broken = site.task(project, Map.of("title", "as created"));
        querySide.settle();
        querySide.execute("CREATE TRIGGER no_poison BEFORE INSERT ON synced_entity FOR EACH ROW IF NEW.data LIKE"
                + " '%poison%' THEN SIGNAL SQLSTATE '23000' SET MESSAGE_TEXT = 'no poison here'; END IF");
        site.change(broken, Map.of("notes", "poison"));
        querySide.settle();
        querySide.execute("DROP TRIGGER no_poison");
        tamper("UPDATE synced_entity SET data = '{}' WHERE entity_id = ?", broken);

        var whileParked = replay();
        querySide.post("/api/v1/admin/projections/dead-letters/retry", ADMIN, "{}");

        assertThat(whileParked.state()).isEqualTo("DONE");
        assertThat(whileParked.corrected()).isZero();
        assertThat(replay().correctedIn()).containsEntry("entity-rows", 1L);
        assertThat(title(broken)).isEqualTo("as created");
    }

    @Test
    void saysWhatItCannotPutRight() {
        var task = site.task(project, Map.of("title", "here"));
        var elsewhere = site.project(newUser());
        querySide.settle();
        tamper("UPDATE synced_entity SET project_id = ? WHERE entity_id = ?", elsewhere, task);
        var before = rows();

        var progress = replay("entity-rows", null);

        assertThat(progress.correctedIn()).containsEntry("entity-rows", 0L);
        assertThat(progress.left()).isEqualTo(1);
        assertThat(rows()).isEqualTo(before);
        tamper("UPDATE synced_entity SET project_id = ? WHERE entity_id = ?", project, task);
        assertThat(replay().left()).isZero();
    }

    @Test
    void stopsWhenTheProjectionHasGoneToAnotherNode() {
        var task = site.task(project, Map.of("title", "as created"));
        querySide.settle();
        tamper("UPDATE synced_entity SET data = '{}' WHERE entity_id = ?", task);
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
        assertThat(replay("entity-rows", null).correctedIn()).containsEntry("entity-rows", 1L);
    }

    @Test
    void tellsWhoWantsAnotherOneThatOneIsRunning() {
        var task = site.task(project, Map.of("title", "as created"));
        querySide.settle();
        tamper("UPDATE synced_entity SET data = '{}' WHERE entity_id = ?", task);
        var replays = querySide.bean(Replays.class);
        querySide.bean(TransactionOperations.class).executeWithoutResult(transaction -> {
            querySide.bean(FeedPositions.class).lockHead();
            replays.start("entity-rows", From.BEGINNING);

            assertThat(start("{\"processor\":\"entity-rows\"}").status()).isEqualTo(202);
            assertThat(start("{\"processor\":\"side-logs\"}").status()).isEqualTo(409);
            assertThat(start("{\"processor\":\"side-logs\"}").errorCode()).isEqualTo("ALREADY_EXISTS");
            assertThat(start("{\"processor\":\"entity-rows\",\"from\":\"5\"}").body())
                    .contains("another replay is running, of entity-rows");
        });
        await().until(() -> !replays.progress().orElseThrow().state().equals("RUNNING"));
        assertThat(replays.progress().orElseThrow().correctedIn()).containsEntry("entity-rows", 1L);
    }

    @Test
    void sumsAreAlwaysComparedFromTheBeginning() {
        assertThat(start("{\"processor\":\"feed-sums\",\"from\":\"5\"}").status())
                .isEqualTo(400);
    }

    @Test
    void whatHasEndedIsNotToBeGoneOnWith() {
        assertThat(replay().rest()).isEmpty();
    }

    private static RunningQuerySide.Answer start(String wanted) {
        return querySide.post("/api/v1/admin/replays", ADMIN, wanted);
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

    private static DetectedConflict pendingConflict() {
        return new DetectedConflict(
                UUID.randomUUID(),
                "MERGE",
                ConflictResolution.PENDING,
                List.of(new ContestedField("progress", 1, 2, null, 3)));
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

    @Test
    void isForAdmins() {
        assertThat(querySide.get("/api/v1/admin/replays", ada).status()).isEqualTo(403);
        assertThat(querySide.get("/api/v1/admin/replays", ADMIN).status()).isIn(200, 404);
    }

    private static Replay.Progress replay() {
        return replay(null, null);
    }

    private static Replay.Progress replay(@Nullable String processor, @Nullable String from) {
        var replays = querySide.bean(Replays.class);
        replays.start(processor, From.parse(from));
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
