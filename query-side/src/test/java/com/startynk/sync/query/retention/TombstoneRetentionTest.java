package com.startynk.sync.query.retention;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.updates.ChangeOperation;
import com.startynk.sync.query.Reader;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.updates.FeedPositions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Each on a query side of its own: what is refused, is so in the whole of it. Time passes by the clock that retention looks at. */
class TombstoneRetentionTest {

    private final RunningQuerySide querySide = RunningQuerySide.start(Map.of());
    private final Site site = new Site(querySide);
    private final Caller ada = caller(newUser(), "WORKER");
    private final JdbcTemplate jdbc = querySide.bean(JdbcTemplate.class);
    private final FeedPositions positions = querySide.bean(FeedPositions.class);
    private final Time time = new Time(querySide);
    private String quay;

    @BeforeEach
    void makeASite() {
        quay = site.project(ada.userId());
    }

    @AfterEach
    void stop() {
        querySide.close();
    }

    @Test
    void keepsThemForTheirTime() {
        site.delete(site.task(quay));
        var reader = reader();
        reader.all();

        time.pass(Duration.ofDays(89));
        time.run();
        time.pass(Duration.ofHours(1));
        time.run();

        assertThat(tombstones()).isEqualTo(1);
        assertThat(reader.all()).isEmpty();
    }

    @Test
    void refusesOlderCursorsFirstAndDeletesThemInALaterRun() {
        var task = site.task(quay);
        var away = reader();
        away.all();
        site.delete(task);

        time.pass(Duration.ofDays(91));
        time.run();
        assertThat(tombstones()).isEqualTo(1);
        assertInvalid(away);

        time.run();
        assertThat(tombstones()).as("a pull may be going on").isEqualTo(1);
        time.pass(TombstoneRetention.LONGEST_PULL);
        time.run();
        assertThat(tombstones()).isZero();
        assertInvalid(away);
        assertThat(querySide
                        .get("/api/v1/sync/updates?cursor=" + away.cursor(), ada)
                        .status())
                .isEqualTo(410);
        assertThat(away.from(null).all())
                .extracting(change -> change.entityId())
                .containsExactly(quay);
    }

    @Test
    void letsWhoHasBeenToldOfThemGoOnHoweverOldHisCursorIs() {
        site.delete(site.task(quay));
        var told = reader();
        told.all();
        time.letGo();

        var task = site.task(quay);
        assertThat(told.all()).extracting(change -> change.entityId()).containsExactly(task);
    }

    @Test
    void refusesNobodyWhereNothingWasDeleted() {
        site.task(quay);
        var away = reader();
        away.all();
        site.task(quay);

        time.letGo();

        assertThat(away.all()).hasSize(1);
    }

    @Test
    void letsWhoBeganFromNothingFinish() {
        for (var n = 0; n < 5; n++) {
            site.task(quay);
        }
        site.delete(site.task(quay));
        var beginner = reader().inStepsOf(2);
        beginner.page();

        time.letGo();

        beginner.all();
        assertThat(beginner.state()).hasSize(6);
        var ofProject = reader().of(List.of(quay)).inStepsOf(2);
        ofProject.page();
        ofProject.all();
        assertThat(ofProject.state()).as("begun after they were let go of").hasSize(6);
    }

    @Test
    void refusesAPullByATimeBeforeThemAndNotOneFromTheBeginning() {
        site.task(quay);
        site.delete(site.task(quay));
        time.letGo();

        assertThat(querySide
                        .get("/api/v1/sync/updates?since=" + Instant.now().minus(Duration.ofDays(200)), ada)
                        .errorCode())
                .isEqualTo("INVALID_CURSOR");
        var all = querySide.get("/api/v1/sync/updates?limit=1&since=1970-01-01T00:00:00Z", ada);
        assertThat(all.status()).isEqualTo(200);
        assertThat(querySide
                        .get(
                                "/api/v1/sync/updates?cursor="
                                        + all.json().path("cursor").asString(),
                                ada)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aReplayBringsNothingBack() {
        var task = site.task(quay);
        site.change(task, Map.of("progress", 5));
        site.delete(task);
        var reader = reader();
        reader.all();
        time.letGo();
        var head = positions.head();
        var digest = digest();

        querySide.replay();

        assertThat(rows(task)).isEmpty();
        assertThat(positions.head()).isEqualTo(head);
        assertThat(digest()).isEqualTo(digest);
        assertThat(reader.all()).isEmpty();
    }

    @Test
    void anEditRevivesAnEntityWithTheFieldsThatItHad() {
        var task = site.task(quay, Map.of("title", "Pour slab B2", "progress", 30));
        site.change(task, Map.of("description", "north side"));
        site.delete(task);
        var reader = reader();
        reader.all();
        var createdAt = rows(task).get(0).get("created_position");
        time.letGo();

        site.revive(task, Map.of("progress", 60));

        assertThat(reader.all()).singleElement().satisfies(change -> {
            assertThat(change.operation()).isEqualTo(ChangeOperation.UPSERT);
            assertThat(change.version()).isEqualTo(4);
            assertThat(change.data())
                    .isEqualTo(Map.of("title", "Pour slab B2", "progress", 60L, "description", "north side"));
        });
        assertThat(rows(task).get(0).get("created_position")).isEqualTo(createdAt);
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM purged_entity", Long.class))
                .isZero();
        assertThat(digest()).contains("\"entityType\":\"task\",\"count\":1");
        assertThat(jdbc.queryForObject("SELECT entities FROM entity_total WHERE entity_type = 'task'", Long.class))
                .isEqualTo(1);
    }

    @Test
    void aReplayAfterARevivalChangesNothing() {
        var task = site.task(quay);
        site.delete(task);
        time.letGo();
        site.revive(task, Map.of("progress", 60));
        site.delete(task);
        time.letGo();
        site.revive(task, Map.of("progress", 70));
        querySide.settle();
        var row = rows(task);

        querySide.replay();

        assertThat(rows(task)).usingRecursiveComparison().isEqualTo(row);
    }

    @Test
    void aRevivalAndItsWholePastInOneReplayedBatchAreToldApart() {
        var task = site.task(quay);
        site.delete(task);
        time.letGo();
        site.together(() -> {
            site.acknowledge(task);
            site.revive(task, Map.of("progress", 60));
            site.change(task, Map.of("progress", 61));
        });
        querySide.settle();

        assertThat(reader().all().get(1).data()).isEqualTo(Map.of("title", "Pour slab B2", "progress", 61L));
    }

    @Test
    void whatWasRevivedSinceTheAnnouncementStays() {
        var task = site.task(quay);
        site.delete(task);
        time.pass(Duration.ofDays(91));
        time.run();
        site.revive(task, Map.of("progress", 60));
        querySide.settle();
        time.pass(TombstoneRetention.LONGEST_PULL);
        time.run();

        assertThat(rows(task)).hasSize(1);
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM purged_entity", Long.class))
                .isZero();
    }

    @Test
    void projectsKeepTheirs() {
        var gone = site.project(ada.userId());
        site.delete(gone);
        time.letGo();

        assertThat(rows(gone)).hasSize(1);
        assertThat(querySide
                        .get("/api/v1/entities/task?projectId=" + gone, ADMIN)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void worksThroughManyInSmallPortions() {
        for (var n = 0; n < 25; n++) {
            var task = site.task(quay);
            if (n % 3 != 0) {
                site.delete(task);
            }
        }
        time.pass(Duration.ofDays(91));
        time.run(4);
        time.pass(TombstoneRetention.LONGEST_PULL);
        time.run(4);

        assertThat(tombstones()).isZero();
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM purged_entity", Long.class))
                .isEqualTo(16);
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM synced_entity WHERE entity_type = 'task'", Long.class))
                .isEqualTo(9);
    }

    private Reader reader() {
        return new Reader(querySide, ada);
    }

    private static void assertInvalid(Reader reader) {
        assertThatThrownBy(reader::page)
                .isInstanceOfSatisfying(
                        SyncFailure.class,
                        failure -> assertThat(failure.errorCode()).isEqualTo(ErrorCode.INVALID_CURSOR));
    }

    private long tombstones() {
        return jdbc.queryForObject("SELECT COUNT(*) FROM synced_entity WHERE deleted", Long.class);
    }

    private List<Map<String, Object>> rows(String entityId) {
        return jdbc.queryForList("SELECT * FROM synced_entity WHERE entity_id = ?", entityId);
    }

    private String digest() {
        return querySide
                .get("/api/v1/sync/digest?projectIds=" + quay, ada)
                .json()
                .path("items")
                .toString();
    }
}
