package com.startynk.sync.query.deadletter;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.query.Reader;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.projection.EntityRowsProjection;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Some rows are refused by their table until that is mended, as by a defect of the release. */
@SuppressWarnings("try") // What is broken is mended at the end of its block.
class EntityDeadLettersTest {

    private static RunningQuerySide querySide;

    private Site site;
    private String project;
    private Reader ada;

    @BeforeAll
    static void start() {
        querySide = RunningQuerySide.start(
                Map.of("startynk.limits.device-requests", "1000000", "startynk.query.dead-sequences", "20"));
        await().until(() -> querySide.bean(HeldClaims.class).isHeld(EntityRowsProjection.GROUP));
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @BeforeEach
    void meet() {
        site = new Site(querySide);
        var user = newUser();
        project = site.project(user);
        ada = new Reader(querySide, caller(user, "WORKER"));
    }

    @Test
    void oneEntityWaitsWhileAllOthersGoOn() {
        var broken = site.task(project, Map.of("title", "as created"));
        var other = site.task(project, Map.of("progress", 0));
        ada.all();
        var late = new ArrayList<String>();
        try (var poison = Poisoning.ofEntities(querySide, "poison")) {
            site.together(() -> {
                site.change(other, Map.of("progress", 1));
                site.change(broken, Map.of("notes", "poison"));
                site.change(other, Map.of("progress", 2));
                site.change(broken, Map.of("title", "behind"));
                late.add(site.task(project, Map.of("title", "new")));
            });
            querySide.settle();
            site.change(broken, Map.of("progress", 9));
            site.change(other, Map.of("progress", 3));
            querySide.settle();

            assertThat(told()).isEqualTo(Map.of(other, 4L, late.get(0), 1L));
            assertThat(ada.state().get(broken).version()).isEqualTo(1);
            assertThat(Poisoning.heads(querySide, ADMIN)).singleElement().satisfies(head -> {
                assertThat(head.path("letter").path("sequenceId").asString()).isEqualTo(broken);
                assertThat(head.path("letter").path("sequenceNumber").longValue())
                        .isEqualTo(1);
                assertThat(head.path("letter").path("cause").asString()).contains("no poison here");
                assertThat(head.path("events").longValue()).isEqualTo(3);
            });
            assertThat(gauge()).isEqualTo(3);
            assertIsExplained(broken);
            assertThat(querySide
                            .get("/api/v1/dashboard/overview", ADMIN)
                            .json()
                            .path("deadLetters")
                            .longValue())
                    .isEqualTo(3);
        }

        assertThat(Poisoning.retry(querySide, ADMIN)).singleElement().satisfies(retried -> {
            assertThat(retried.path("taken").longValue()).isEqualTo(3);
            assertThat(retried.path("cause").isNull()).isTrue();
        });

        assertThat(told()).isEqualTo(Map.of(broken, 4L));
        assertThat(ada.state().get(broken).data())
                .containsEntry("title", "behind")
                .containsEntry("progress", 9L);
        assertThat(Poisoning.heads(querySide, ADMIN)).isEmpty();
        assertThat(gauge()).isZero();
        assertEachIsCountedOnce(broken, 4);
    }

    @Test
    void anEventThatCannotEvenBeReadIsParkedToo() {
        var broken = site.task(project, Map.of("title", "as created"));
        var other = site.task(project, Map.of("progress", 0));
        ada.all();
        site.together(
                () -> {
                    site.change(other, Map.of("progress", 1));
                    site.change(broken, Map.of("title", "unreadable"));
                    site.change(broken, Map.of("title", "behind"));
                    site.change(other, Map.of("progress", 2));
                },
                () -> payload(broken, 1, "SUBSTRING(payload, 2)"));
        querySide.settle();

        assertThat(told()).isEqualTo(Map.of(other, 3L));
        assertThat(Poisoning.heads(querySide, ADMIN))
                .singleElement()
                .satisfies(head -> assertThat(head.path("events").longValue()).isEqualTo(2));
        assertThat(Poisoning.retry(querySide, ADMIN).get(0).path("taken").longValue())
                .isZero();

        querySide
                .bean(TransactionOperations.class)
                .executeWithoutResult(work -> payload(broken, 1, "CONCAT('{', payload)"));
        assertThat(Poisoning.retry(querySide, ADMIN).get(0).path("taken").longValue())
                .isEqualTo(2);
        assertThat(told()).isEqualTo(Map.of(broken, 3L));
    }

    @Test
    void aCreationThatIsParkedArrivesWithEverythingBehindIt() {
        ada.all();
        var created = new ArrayList<String>();
        try (var poison = Poisoning.ofEntities(querySide, "poison")) {
            created.add(site.task(project, Map.of("notes", "poison")));
            site.change(created.get(0), Map.of("title", "behind"));
            querySide.settle();
            assertThat(told()).isEmpty();
        }

        Poisoning.retry(querySide, ADMIN);

        assertThat(told()).isEqualTo(Map.of(created.get(0), 2L));
    }

    @Test
    void aRetryStopsAtTheNextEventThatCannotBeTaken() {
        var broken = site.task(project, Map.of("title", "as created"));
        ada.all();
        var first = Poisoning.ofEntities(querySide, "arsenic");
        try (var second = Poisoning.ofEntities(querySide, "cyanide")) {
            site.change(broken, Map.of("notes", "arsenic"));
            site.change(broken, Map.of("title", "harmless"));
            site.change(broken, Map.of("location", "cyanide"));
            site.change(broken, Map.of("title", "last"));
            querySide.settle();
            first.close();

            assertThat(Poisoning.retry(querySide, ADMIN)).singleElement().satisfies(retried -> {
                assertThat(retried.path("taken").longValue()).isEqualTo(2);
                assertThat(retried.path("cause").asString()).contains("no cyanide here");
            });
            assertThat(told()).isEqualTo(Map.of(broken, 3L));
            assertThat(Poisoning.heads(querySide, ADMIN)).singleElement().satisfies(head -> {
                assertThat(head.path("letter").path("attempts").intValue()).isEqualTo(1);
                assertThat(head.path("letter").path("lastAttemptAt").isNull()).isFalse();
                assertThat(head.path("events").longValue()).isEqualTo(2);
            });
        }

        Poisoning.retry(querySide, ADMIN);

        assertThat(told()).isEqualTo(Map.of(broken, 5L));
        assertEachIsCountedOnce(broken, 5);
    }

    @Test
    void whatGoesAwayByItselfIsWaitedForAndParksNothing() {
        var task = site.task(project, Map.of("title", "as created"));
        ada.all();
        try (var deadlocks = Poisoning.of(querySide, "synced_entity", "data", "deadlock", Poisoning.DEADLOCK)) {
            site.change(task, Map.of("title", "deadlock"));
            await().until(EntityDeadLettersTest::isFailing);
            assertThat(Poisoning.heads(querySide, ADMIN)).isEmpty();
        }

        querySide.settle();

        assertThat(told()).isEqualTo(Map.of(task, 2L));
    }

    @Test
    void whatEveryEventWouldMeetIsWaitedForAndParksNothing() {
        var task = site.task(project, Map.of("title", "as created"));
        ada.all();
        querySide.execute("RENAME TABLE sync_log TO mislaid");
        try {
            site.change(task, Map.of("title", "changed"));
            await().until(EntityDeadLettersTest::isFailing);
            assertThat(Poisoning.heads(querySide, ADMIN)).isEmpty();
        } finally {
            querySide.execute("RENAME TABLE mislaid TO sync_log");
        }

        querySide.settle();

        assertThat(told()).isEqualTo(Map.of(task, 2L));
    }

    @Test
    void whenTooMuchIsBrokenTheProjectionStandsStill() {
        ada.all();
        var created = new HashMap<String, Long>();
        try (var poison = Poisoning.ofEntities(querySide, "poison")) {
            site.together(() -> {
                for (var n = 0; n < 21; n++) {
                    created.put(site.task(project, Map.of("title", "poison")), 1L);
                }
            });
            await().until(EntityDeadLettersTest::isFailing);
            assertThat(Poisoning.heads(querySide, ADMIN)).hasSizeLessThanOrEqualTo(20);
        }

        querySide.settle();
        Poisoning.retry(querySide, ADMIN);

        assertThat(told()).isEqualTo(created);
    }

    /** A crew of entities, some of whose changes are poison, in batches as they come. */
    @RepeatedTest(5)
    void whateverIsPoisonEndsAsIfItHadNotBeen() {
        var random = new Random();
        var tasks = new ArrayList<String>();
        for (var n = 0; n < 12; n++) {
            tasks.add(site.task(project, Map.of("title", "t")));
        }
        ada.all();
        var expected = new TreeMap<String, Long>();
        var broken = new HashSet<String>();
        try (var poison = Poisoning.ofEntities(querySide, "poison")) {
            for (var batch = 0; batch < 6; batch++) {
                site.together(() -> {
                    for (var n = 0; n < 25; n++) {
                        var task = tasks.get(random.nextInt(tasks.size()));
                        var isPoison = random.nextInt(20) == 0;
                        // A row of which the batch writes no poison in the end is none.
                        site.change(task, isPoison ? Map.of("notes", "poison") : Map.of("progress", n));
                        if (isPoison) {
                            broken.add(task);
                        }
                        if (!broken.contains(task)) {
                            expected.put(task, site.version(task));
                        }
                    }
                });
            }
            querySide.settle();
            assertThat(told()).isEqualTo(expected);
            assertThat(Poisoning.heads(querySide, ADMIN).stream()
                            .map(head -> head.path("letter").path("sequenceId").asString()))
                    .containsExactlyInAnyOrderElementsOf(broken);
        }

        Poisoning.retry(querySide, ADMIN);

        ada.all();
        tasks.forEach(task -> {
            assertThat(ada.state().get(task).version()).isEqualTo(site.version(task));
            assertEachIsCountedOnce(task, site.version(task));
        });
        assertThat(Poisoning.count(querySide, "SELECT COUNT(*) FROM projection_dead_letter"))
                .isZero();
        assertThat(Poisoning.count(
                        querySide,
                        "SELECT SUM(changes) FROM activity_count WHERE project_id = ? AND step = 'H'",
                        project))
                .isEqualTo(1 + 12 + 150);
    }

    @Test
    void isForAdmins() {
        var path = "/api/v1/admin/projections/dead-letters";
        var manager = caller(newUser(), "PROJECT_MANAGER");
        assertThat(querySide.get(path, manager).status()).isEqualTo(403);
        assertThat(querySide.post(path + "/retry", manager, "{}").status()).isEqualTo(403);
    }

    /** What the device is told from its cursor on: versions by entity. */
    private Map<String, Long> told() {
        var told = new HashMap<String, Long>();
        for (var change : ada.all()) {
            told.put(change.entityId(), change.version());
        }
        return told;
    }

    private void assertIsExplained(String broken) {
        querySide.get("/api/v1/sync/updates", ada.caller());
        var explained = querySide
                .get(
                        "/api/v1/sync/explain?entityType=task&entityId=" + broken + "&deviceId="
                                + ada.caller().deviceId(),
                        ADMIN)
                .json();
        assertThat(explained.at("/deadLetters").longValue()).isEqualTo(3);
        assertThat(explained.at("/entity/version").longValue()).isEqualTo(4);
        assertThat(explained.at("/pull/told").booleanValue()).isFalse();
        assertThat(explained.path("sentences").toString()).contains("3 of its events are dead letters");
    }

    private static void assertEachIsCountedOnce(String entity, long events) {
        assertThat(Poisoning.count(querySide, "SELECT COUNT(*) FROM sync_log WHERE entity_id = ?", entity))
                .isEqualTo(events);
    }

    private static void payload(String entity, long sequence, String sql) {
        querySide
                .bean(JdbcTemplate.class)
                .update(
                        "UPDATE domain_event SET payload = " + sql
                                + " WHERE aggregate_identifier = ? AND sequence_number = ?",
                        entity,
                        sequence);
    }

    private static boolean isFailing() {
        return querySide.projection().processingStatus().values().stream().anyMatch(EventTrackerStatus::isErrorState);
    }

    private static double gauge() {
        return querySide
                .bean(MeterRegistry.class)
                .get("startynk.projection.dead.letters")
                .tag("processor", EntityRowsProjection.GROUP)
                .gauge()
                .value();
    }
}
