package com.startynk.sync.query.replay;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.newUser;
import static com.startynk.sync.query.replay.TamperedModel.change;
import static com.startynk.sync.query.replay.TamperedModel.path;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The read model is tampered with in its own database, and laid beside the event store. */
class ReplayTest {

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
    void changesNothingWhereNothingIsWrong() {
        for (var n = 0; n < 30; n++) {
            var task = site.task(project, Map.of("title", "t", "progress", n));
            site.change(task, Map.of("progress", n + 1));
        }
        site.delete(site.task(project));
        querySide.settle();
        var before = model.rows();

        var progress = model.replay();

        assertThat(progress.state()).isEqualTo("DONE");
        assertThat(progress.corrected()).isZero();
        assertThat(progress.events()).isGreaterThanOrEqualTo(63);
        assertThat(model.rows()).isEqualTo(before);
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
        model.tamper("UPDATE synced_entity SET data = '{\"title\":\"tampered\"}' WHERE entity_id = ?", changed);
        model.tamper("UPDATE synced_entity SET deleted = FALSE, version = 7 WHERE entity_id = ?", deleted);
        model.tamper("DELETE FROM synced_entity WHERE entity_id = ?", lost);
        model.tamper("""
                INSERT INTO synced_entity SELECT ?, entity_type, project_id, version, data, deleted, position + 100000,
                created_position, sequence_number, user_id, device_id, occurred_at FROM synced_entity WHERE entity_id = ?
                """, ghost, untouched);
        model.tamper("UPDATE synced_entity SET position = 1 WHERE entity_id = ?", ghost);
        var cursor = model.pull(null).get("cursor").stringValue();

        assertThat(model.replay().correctedIn()).containsEntry("entity-rows", 4L);

        var news = model.pull(cursor).get("changes");
        assertThat(news.valueStream().map(change -> change.get("entityId").stringValue()))
                .containsExactlyInAnyOrder(changed, lost, deleted, ghost);
        assertThat(model.title(changed)).isEqualTo("as it was");
        assertThat(model.title(lost)).isEqualTo("lost");
        assertThat(change(news, deleted).get("operation").stringValue()).isEqualTo("DELETE");
        assertThat(change(news, deleted).get("version").longValue()).isEqualTo(2);
        assertThat(change(news, ghost).get("operation").stringValue()).isEqualTo("DELETE");
        assertThat(model.replay().corrected()).as("the second time").isZero();
    }

    @Test
    void putsMembershipsRight() {
        var task = site.task(project);
        querySide.settle();
        model.tamper(
                "UPDATE synced_entity SET data = '{\"name\":\"Site 7\",\"memberIds\":[]}' WHERE entity_id = ?",
                project);
        model.tamper("DELETE FROM project_membership WHERE project_id = ?", project);
        await().until(() -> querySide.get(path(task), ada).status() == 404);

        model.replay();

        assertThat(querySide.get(path(task), ada).status()).isEqualTo(200);
        assertThat(model.pull(null)
                        .get("changes")
                        .valueStream()
                        .map(change -> change.get("entityId").stringValue()))
                .containsExactlyInAnyOrder(project, task);
    }

    @Test
    void putsMembersAndOwnersRightWhereTheirRowsAreRight() {
        var task = site.task(project);
        var mine = site.create(UUID.randomUUID().toString(), "permit", project, Map.of("holderId", ada.userId()), null);
        var his = site.create(UUID.randomUUID().toString(), "permit", project, Map.of("holderId", newUser()), null);
        querySide.settle();
        var cursor = model.pull(null).get("cursor").stringValue();
        model.tamper("DELETE FROM project_membership WHERE project_id = ?", project);
        model.tamper("DELETE FROM ownership WHERE entity_id = ?", mine);
        model.tamper(
                "INSERT INTO ownership VALUES (?, ?, ?, 'permit', 1, NULL)",
                his,
                ada.userId().getBytes(UTF_8),
                project);

        assertThat(model.replay("entity-rows", null).correctedIn()).containsEntry("entity-rows", 3L);

        assertThat(querySide.get(path(task), ada).status()).isEqualTo(200);
        var news = model.pull(cursor).get("changes");
        assertThat(change(news, mine).get("operation").stringValue()).isEqualTo("UPSERT");
        assertThat(change(news, his).get("operation").stringValue()).isEqualTo("REVOKE");
        assertThat(model.replay().corrected()).as("the second time").isZero();
    }

    @Test
    void saysWhatItCannotPutRight() {
        var task = site.task(project, Map.of("title", "here"));
        var elsewhere = site.project(newUser());
        querySide.settle();
        model.tamper("UPDATE synced_entity SET project_id = ? WHERE entity_id = ?", elsewhere, task);
        var before = model.rows();

        var progress = model.replay("entity-rows", null);

        assertThat(progress.correctedIn()).containsEntry("entity-rows", 0L);
        assertThat(progress.left()).isEqualTo(1);
        assertThat(model.rows()).isEqualTo(before);
        model.tamper("UPDATE synced_entity SET project_id = ? WHERE entity_id = ?", project, task);
        assertThat(model.replay().left()).isZero();
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
        model.tamper("UPDATE synced_entity SET data = '{}' WHERE entity_id = ?", broken);

        var whileParked = model.replay();
        querySide.post("/api/v1/admin/projections/dead-letters/retry", ADMIN, "{}");

        assertThat(whileParked.state()).isEqualTo("DONE");
        assertThat(whileParked.corrected()).isZero();
        assertThat(model.replay().correctedIn()).containsEntry("entity-rows", 1L);
        assertThat(model.title(broken)).isEqualTo("as created");
    }
}
