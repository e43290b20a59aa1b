package com.startynk.sync.query.deadletter;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.Reader;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.projection.EntityCorrections;
import com.startynk.sync.query.projection.EntityRetries;
import com.startynk.sync.query.projection.EntityRowsProjection;
import com.startynk.sync.query.status.SyncQueueProjection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** Projections may run on different nodes, go from one to another, and have run in another release. */
class RetriesOfThisNodeTest {

    private static RunningQuerySide querySide;

    private Site site;
    private String project;
    private Reader ada;

    @BeforeAll
    static void start() {
        querySide = RunningQuerySide.start(Map.of("startynk.limits.device-requests", "1000000"));
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @BeforeEach
    void meet() {
        awaitHeld(EntityRowsProjection.GROUP);
        awaitHeld(SyncQueueProjection.GROUP);
        site = new Site(querySide);
        var user = newUser();
        project = site.project(user);
        ada = new Reader(querySide, caller(user, "WORKER"));
    }

    @AfterEach
    void goOn() {
        processor(EntityRowsProjection.GROUP).start();
        processor(SyncQueueProjection.GROUP).start();
        querySide.execute("DELETE FROM projection_dead_letter");
    }

    @Test
    void triesWhatItProjectsAndListsWhatOthersHaveToTry() {
        var task = parked();
        letter(SyncQueueProjection.GROUP, "parked-here");
        letter("of-another-release", "unknown-here");
        stop(SyncQueueProjection.GROUP);

        var outcome = retry();

        assertThat(outcome.path("items")
                        .valueStream()
                        .map(item -> item.path("sequenceId").asString()))
                .containsExactly(task);
        assertThat(outcome.at("/items/0/taken").longValue()).isEqualTo(1);
        assertThat(outcome.path("left")
                        .valueStream()
                        .map(item -> item.path("processor").asString()))
                .containsExactlyInAnyOrder(SyncQueueProjection.GROUP, "of-another-release");
        assertThat(outcome.path("more").booleanValue()).isFalse();
    }

    @Test
    void sendsToAnotherNodeWhereNothingThatIsWantedIsProjectedHere() {
        letter(SyncQueueProjection.GROUP, "parked-here");
        stop(SyncQueueProjection.GROUP);

        assertThat(querySide
                        .post("/api/v1/admin/projections/dead-letters/retry", ADMIN, "{}")
                        .errorCode())
                .isEqualTo("TEMPORARILY_UNAVAILABLE");
    }

    @Test
    void aRetryStopsWhenTheProjectionHasGoneToAnotherNode() {
        var task = parked();
        stop(EntityRowsProjection.GROUP);

        assertThatThrownBy(() -> querySide.bean(EntityRetries.class).retry(task, () -> true))
                .isInstanceOfSatisfying(
                        SyncFailure.class,
                        failure -> assertThat(failure.errorCode()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));

        assertThat(Poisoning.heads(querySide, ADMIN)).singleElement().satisfies(head -> {
            assertThat(head.at("/letter/attempts").intValue()).isZero();
            assertThat(head.path("events").longValue()).isEqualTo(1);
        });
    }

    @Test
    void aRetryOfParkedMutationsStopsTheSameWay() {
        letter(SyncQueueProjection.GROUP, "parked-here");
        stop(SyncQueueProjection.GROUP);

        assertThatThrownBy(() -> querySide.bean(EventLetters.class).retry("parked-here", () -> true))
                .isInstanceOf(SyncFailure.class);

        assertThat(Poisoning.heads(querySide, ADMIN)
                        .get(0)
                        .at("/letter/attempts")
                        .intValue())
                .isZero();
    }

    @Test
    void aCorrectionStopsWhenTheProjectionHasGoneToAnotherNode() {
        var task = site.task(project, Map.of("title", "as created"));
        querySide.settle();
        querySide.execute("UPDATE synced_entity SET data = '{}' WHERE entity_id = ?", task);
        stop(EntityRowsProjection.GROUP);

        assertThatThrownBy(() -> querySide.bean(EntityCorrections.class).correct(List.of(task)))
                .isInstanceOf(SyncFailure.class);

        assertThat(Poisoning.count(
                        querySide, "SELECT COUNT(*) FROM synced_entity WHERE entity_id = ? AND data = '{}'", task))
                .isEqualTo(1);
    }

    @Test
    void whatAnOlderReleaseHasGonePastIsNotLostByTheRetry() {
        var task = parked();
        ada.all();
        site.change(task, Map.of("progress", 5));
        site.change(task, Map.of("progress", 9));
        querySide.settle();
        // It knows no dead letters, and folds what comes next onto the row as it is.
        querySide.execute(
                "UPDATE synced_entity SET data = '{\"title\":\"as created\",\"progress\":5}', version = 3,"
                        + " sequence_number = 2 WHERE entity_id = ?",
                task);
        querySide.execute("DELETE FROM projection_dead_letter WHERE sequence_id = ? AND sequence_number = 2", task);

        assertThat(retry().at("/items/0/taken").longValue()).isEqualTo(2);

        assertThat(ada.all()).singleElement().satisfies(change -> {
            assertThat(change.version()).isEqualTo(4);
            assertThat(change.data())
                    .containsEntry("title", "as created")
                    .containsEntry("notes", "poison")
                    .containsEntry("progress", 9L);
        });
        assertThat(Poisoning.heads(querySide, ADMIN)).isEmpty();
        assertThat(Poisoning.count(querySide, "SELECT COUNT(*) FROM sync_log WHERE entity_id = ?", task))
                .as("logged once each, but for what the other release would have")
                .isEqualTo(3);
    }

    @Test
    void whatCannotBePutRightStaysADeadLetterThatSaysSo() {
        var task = parked();
        var elsewhere = site.project();
        querySide.settle();
        querySide.execute(
                "UPDATE synced_entity SET sequence_number = 2, project_id = ? WHERE entity_id = ?", elsewhere, task);

        var outcome = retry();

        assertThat(outcome.at("/items/0/taken").longValue()).isZero();
        assertThat(outcome.at("/items/0/left").longValue()).isEqualTo(1);
        assertThat(outcome.at("/items/0/cause").asString()).contains("another project or type than its events");
    }

    @Test
    void aCallEndsInTimeAndSaysHowMuchIsLeft() {
        var task = site.task(project, Map.of("title", "as created"));
        querySide.settle();
        var poison = Poisoning.ofEntities(querySide, "poison");
        site.together(() -> {
            site.change(task, Map.of("notes", "poison"));
            for (var n = 0; n < 249; n++) {
                site.change(task, Map.of("progress", n));
            }
        });
        querySide.settle();
        poison.close();
        var asked = new AtomicInteger();

        var retried = querySide.bean(EntityRetries.class).retry(task, () -> asked.getAndIncrement() == 0);

        assertThat(retried.taken()).isEqualTo(200);
        assertThat(retried.left()).isEqualTo(50);
        assertThat(retried.cause()).isNull();
        var hurried = new DeadLetters(
                querySide.bean(DeadLetterRows.class),
                List.of(querySide.bean(EntityRetries.class)),
                querySide.bean(HeldClaims.class),
                Duration.ZERO);
        assertThat(hurried.retry(null, null)).isEqualTo(new DeadLetters.Outcome(List.of(), List.of(), true));
        assertThat(retry().path("more").booleanValue()).isFalse();
        assertThat(Poisoning.heads(querySide, ADMIN)).isEmpty();
    }

    @Test
    void onlyANewStreamCanBeOneTooMany() {
        var queue = new DeadLetterQueue(querySide.bean(DeadLetterRows.class), "tested", 0, Clock.systemUTC());
        var behind = queue.letter("stream", 1, "event", Site.class, null);
        var first = queue.letter("stream", 0, "event", Site.class, new IllegalStateException("poison"));

        var transactions = querySide.bean(TransactionOperations.class);

        assertThatCode(() -> transactions.executeWithoutResult(work -> queue.park(List.of(behind))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> transactions.executeWithoutResult(work -> queue.park(List.of(first))))
                .isInstanceOf(DeadLettersFull.class);
    }

    /** A task whose second event is a dead letter of which the reason is gone. */
    @SuppressWarnings("try") // What is broken is mended at the end of its block.
    private String parked() {
        var task = site.task(project, Map.of("title", "as created"));
        querySide.settle();
        try (var poison = Poisoning.ofEntities(querySide, "poison")) {
            site.change(task, Map.of("notes", "poison"));
            querySide.settle();
        }
        return task;
    }

    private static void letter(String processor, String sequenceId) {
        querySide.execute(
                "INSERT INTO projection_dead_letter VALUES (?, ?, 0, ?, 'Some', 'a defect', '2026-11-26', 0, NULL)",
                processor,
                sequenceId,
                UUID.randomUUID().toString());
    }

    private static JsonNode retry() {
        return querySide
                .post("/api/v1/admin/projections/dead-letters/retry", ADMIN, "{}")
                .json();
    }

    private static void stop(String processor) {
        processor(processor).shutDown();
        await().until(() -> !querySide.bean(HeldClaims.class).isHeld(processor));
    }

    private static void awaitHeld(String processor) {
        await().until(() -> querySide.bean(HeldClaims.class).isHeld(processor));
    }

    private static EventProcessor processor(String name) {
        return querySide
                .bean(Configuration.class)
                .eventProcessingConfiguration()
                .eventProcessor(name)
                .orElseThrow();
    }
}
