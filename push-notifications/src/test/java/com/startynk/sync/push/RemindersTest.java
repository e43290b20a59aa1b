package com.startynk.sync.push;

import static com.startynk.sync.push.Thing.fact;
import static com.startynk.sync.push.Told.register;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.events.entity.EntityDeleted;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is to be told at a time to come follows what it is told of. */
class RemindersTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String FOREMAN = "the-foreman";

    private final Phone worker = Phone.ofSomebody();
    private final Thing task = new Thing("task", UUID.randomUUID().toString());

    @Test
    void remindsOfADayWhereThePersonIsAndNotOfWhatIsDone() {
        register(worker, Map.of("timezone", "Pacific/Auckland"));
        var due = LocalDate.now(ZoneId.of("UTC")).plusDays(20);

        task.created(
                FOREMAN, Map.of("title", "Slab", "dueOn", due.toString(), "assigneeIds", List.of(worker.userId())));

        var at = await().atMost(SOON)
                .until(this::reminders, all -> all.size() == 1)
                .get(0);
        assertThat(at)
                .isEqualTo(due.minusDays(1)
                        .atTime(17, 0)
                        .atZone(ZoneId.of("Pacific/Auckland"))
                        .toInstant());

        task.changed(FOREMAN, Map.of("dueOn", due.plusDays(3).toString()));
        await().atMost(SOON)
                .until(this::reminders, all -> all.size() == 1 && all.get(0).isAfter(at));

        task.changed(FOREMAN, Map.of("status", "DONE"));
        await().atMost(SOON).until(this::reminders, List::isEmpty);
    }

    @Test
    void takesAReminderBackWithItsTask() {
        var due = LocalDate.now(ZoneId.of("UTC")).plusDays(20);
        task.created(
                FOREMAN, Map.of("title", "Slab", "dueOn", due.toString(), "assigneeIds", List.of(worker.userId())));
        await().atMost(SOON).until(this::reminders, all -> all.size() == 1);

        task.store(FOREMAN, (id, version) -> new EntityDeleted(id, fact(), version));

        await().atMost(SOON).until(this::reminders, List::isEmpty);
    }

    @Test
    void takesBackAndMakesRemindersOfManyTasksThatChangeTogether() {
        var due = LocalDate.now(ZoneId.of("UTC")).plusDays(20);
        var tasks = Stream.generate(() -> new Thing("task", UUID.randomUUID().toString()))
                .limit(21)
                .toList();
        RunningService.inTransaction(() -> tasks.forEach(one -> one.created(
                FOREMAN, Map.of("title", "Slab", "dueOn", due.toString(), "assigneeIds", List.of(worker.userId())))));
        await().atMost(SOON).until(this::reminders, all -> all.size() == 21);

        RunningService.inTransaction(() -> {
            tasks.subList(0, 15).forEach(one -> one.changed(FOREMAN, Map.of("status", "DONE")));
            tasks.subList(15, 21)
                    .forEach(one ->
                            one.changed(FOREMAN, Map.of("dueOn", due.plusDays(1).toString())));
            tasks.get(20).changed(FOREMAN, Map.of("dueOn", due.plusDays(2).toString()));
        });

        var days = await().atMost(SOON).until(this::reminders, all -> all.size() == 6).stream()
                .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
                .toList();
        assertThat(days).containsOnly(due, due.plusDays(1)).containsOnlyOnce(due.plusDays(1));
    }

    private List<Instant> reminders() {
        return RunningService.jdbc()
                .queryForList(
                        "SELECT visible_at FROM notification_log WHERE type = 'task.dueSoon' AND cancelled_at IS NULL"
                                + " AND user_id = ?",
                        LocalDateTime.class,
                        worker.userId().getBytes(UTF_8))
                .stream()
                .map(at -> at.toInstant(ZoneOffset.UTC))
                .toList();
    }
}
