package com.startynk.sync.push;

import static com.startynk.sync.push.Thing.fact;
import static com.startynk.sync.push.Told.list;
import static com.startynk.sync.push.Told.register;
import static com.startynk.sync.push.Told.sentTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.push.notification.Draft;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From events to the lists and phones of those whom they concern. */
class ToldOfChangesTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String FOREMAN = "the-foreman";

    private final Phone worker = Phone.ofSomebody();
    private final Thing task = new Thing("task", UUID.randomUUID().toString());

    @Test
    void tellsThoseWhoAreAssignedATask() {
        var token = register(worker, Map.of("locale", "pl-PL"));

        task.created(FOREMAN, Map.of("title", "Strop B2", "assigneeIds", List.of(worker.userId())));

        var told = await().atMost(SOON)
                .until(() -> list(worker), all -> all.size() == 1)
                .get(0);
        assertThat(told.get("type").stringValue()).isEqualTo("task.assigned");
        assertThat(told.get("title").stringValue()).isEqualTo("Nowe zadanie");
        assertThat(told.get("body").stringValue()).isEqualTo("Strop B2 należy teraz do Ciebie.");
        assertThat(told.get("deepLink").stringValue()).isEqualTo("startynk://task/" + task.id);
        assertThat(told.at("/data/entityId").stringValue()).isEqualTo(task.id);
        await().atMost(SOON).untilAsserted(() -> assertThat(sentTo(token)).hasSize(1));
    }

    @Test
    void datesWhatItTellsByWhenItHappened() {
        RunningService.put(Draft.ofAConflict(worker.userId()).made());
        var happened = Instant.now().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.MILLIS);

        task.store(
                FOREMAN,
                (entity, version) -> new EntityCreated(
                        entity,
                        fact(),
                        "task",
                        task.projectId,
                        Map.of("title", "Slab", "assigneeIds", List.of(worker.userId()))),
                happened);

        var told = await().atMost(SOON)
                .until(() -> list(worker), all -> all.size() == 2)
                .get(1);
        assertThat(told.get("type").stringValue()).isEqualTo("task.assigned");
        assertThat(Instant.parse(told.get("createdAt").stringValue())).isEqualTo(happened);
    }

    @Test
    void tellsOnlyThoseWhoWereAdded() {
        var other = Phone.ofSomebody();
        task.created(FOREMAN, Map.of("title", "Slab", "assigneeIds", List.of(worker.userId())));

        task.changed(FOREMAN, Map.of("assigneeIds", List.of(worker.userId(), other.userId())));

        await().atMost(SOON).until(() -> list(other), all -> all.size() == 1);
        assertThat(list(worker)).hasSize(1);
    }

    @Test
    void tellsNobodyWhatHeDidHimself() {
        var other = Phone.ofSomebody();

        task.created(worker.userId(), Map.of("title", "Slab", "assigneeIds", List.of(worker.userId(), other.userId())));

        await().atMost(SOON).until(() -> list(other), all -> all.size() == 1);
        assertThat(list(worker)).isEmpty();
    }

    @Test
    void tellsNobodyAgainWhenEventsAreReplayed() {
        var token = register(worker, Map.of());
        task.created(FOREMAN, Map.of("title", "Slab", "assigneeIds", List.of(worker.userId())));
        await().atMost(SOON).untilAsserted(() -> assertThat(sentTo(token)).hasSize(1));

        RunningService.replayRules();

        await().atMost(SOON).until(RunningService::rulesHaveCaughtUp);
        var late = Phone.ofSomebody();
        task.changed(FOREMAN, Map.of("assigneeIds", List.of(worker.userId(), late.userId())));
        await().atMost(SOON).until(() -> list(late), all -> all.size() == 1);
        assertThat(list(worker)).hasSize(1);
        assertThat(sentTo(token)).hasSize(1);
    }

    @Test
    void tellsOfAnApprovedPayrollAtMostOnce() {
        var payroll = new Thing("payroll", UUID.randomUUID().toString());
        payroll.created(
                "the-office",
                Map.of(
                        "workerId",
                        worker.userId(),
                        "periodStart",
                        "2026-11-01",
                        "periodEnd",
                        "2026-11-30",
                        "status",
                        "DRAFT"));
        payroll.changed("the-office", Map.of("status", "APPROVED"));
        payroll.changed("the-office", Map.of("hours", 160));

        var told = await().atMost(SOON)
                .until(() -> list(worker), all -> all.size() == 1)
                .get(0);

        assertThat(told.get("body").stringValue()).isEqualTo("Your pay for Nov 1, 2026 to Nov 30, 2026 is approved.");
        assertThat(RunningService.jdbc()
                        .queryForList(
                                "SELECT at_most_once FROM notification_log WHERE id = ?",
                                Boolean.class,
                                told.get("id").stringValue()))
                .containsExactly(true);
    }
}
