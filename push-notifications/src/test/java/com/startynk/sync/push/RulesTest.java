package com.startynk.sync.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.entity.ConflictDetected;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityDeleted;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationFact;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.events.parking.MutationParked;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.events.parking.ParkedMutationRefused;
import com.startynk.sync.events.parking.ParkingId;
import com.startynk.sync.events.session.PersonErased;
import com.startynk.sync.events.session.SessionsEnded;
import com.startynk.sync.push.notification.Draft;
import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.notification.Priority;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From events to people's lists and phones. */
class RulesTest {

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
        RunningService.put(conflict());
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

    @Test
    void tellsAProjectsManagersOfAConflictThatWaitsWithPhonesOrWithout() {
        var manager = new Phone("manager-" + UUID.randomUUID(), "desk", "PROJECT_MANAGER");
        var withPhone = new Phone("manager-" + UUID.randomUUID(), "phone", "PROJECT_MANAGER");
        var token = register(withPhone, Map.of());
        register(worker, Map.of());
        list(manager);
        await().atMost(SOON).until(() -> managers(manager, withPhone, worker), n -> n == 2);
        new Thing("project", task.projectId)
                .created(
                        FOREMAN,
                        Map.of(
                                "name",
                                "Quay 7",
                                "memberIds",
                                List.of(worker.userId(), manager.userId(), withPhone.userId())));

        task.store(worker.userId(), (id, version) -> new ConflictDetected(id, fact(), version, pending(), false));

        for (var one : List.of(manager, withPhone)) {
            await().atMost(SOON).until(() -> types(one), types -> types.contains("conflict.waits"));
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(sentTo(token)).hasSize(2));
        assertThat(types(worker)).containsExactly("project.added");
    }

    @Test
    void tellsNobodyAsAManagerWhoIsOneNoMore() {
        var former = new Phone("manager-" + UUID.randomUUID(), "desk", "PROJECT_MANAGER");
        list(former);
        await().atMost(SOON).until(() -> managers(former), n -> n == 1);

        list(new Phone(former.userId(), former.deviceId(), "FOREMAN"));

        await().atMost(SOON).until(() -> managers(former), n -> n == 0);
    }

    @Test
    void tellsOfConflictsAndRefusalsAsTheTypesOwnRulesSay() {
        var manager = new Phone("manager-" + UUID.randomUUID(), "desk", "PROJECT_MANAGER");
        list(manager);
        await().atMost(SOON).until(() -> managers(manager), n -> n == 1);
        var site = new Thing("project", UUID.randomUUID().toString());
        site.created(FOREMAN, Map.of("name", "Tower B", "memberIds", List.of(manager.userId())));
        var inspection = new Thing("inspection", UUID.randomUUID().toString(), site.id);
        inspection.created(FOREMAN, Map.of("title", "Scaffold"));

        inspection.store(FOREMAN, (id, version) -> new ConflictDetected(id, fact(), version, pending(), false));
        refuse(inspection, Map.of("result", "FAILED"));

        var told = await().atMost(SOON)
                .until(() -> of(manager, "inspection.undecided"), all -> all.size() == 1)
                .get(0);
        assertThat(told.get("title").stringValue()).isEqualTo("Scaffold: decide");
        assertThat(told.get("body").stringValue()).isEqualTo("One field of Tower B waits.");
        assertThat(told.get("deepLink").stringValue())
                .isEqualTo(
                        "inspections://conflict/" + told.at("/data/conflictId").stringValue());
        assertThat(of(manager, "conflict.waits")).isEmpty();
        var refused = await().atMost(SOON)
                .until(() -> of(worker, "inspection.lost"), all -> all.size() == 1)
                .get(0);
        assertThat(refused.get("body").stringValue()).isEqualTo("Scaffold FAILED: no such project");
        assertThat(of(worker, "sync.refused")).isEmpty();
    }

    @Test
    void tellsOfRefusalsOfOtherTypesAsOfAnyType() {
        refuse(task, Map.of("title", "Slab"));

        var refused = await().atMost(SOON)
                .until(() -> of(worker, "sync.refused"), all -> all.size() == 1)
                .get(0);
        assertThat(refused.get("body").stringValue()).isEqualTo("Your change of a task was refused: no such project");
        assertThat(refused.get("deepLink").stringValue()).isEqualTo("startynk://sync");
    }

    @Test
    void wakesNobodyMoreOftenThanTheRuleOfACategoryAllowsAndTellsThemInTheAppAllTheSame() {
        var token = register(worker, Map.of());
        var inspection = new Thing("inspection", UUID.randomUUID().toString());

        for (var n = 0; n < 3; n++) {
            refuse(inspection, Map.of("title", "Scaffold", "result", "FAILED"));
        }
        refuse(task, Map.of("title", "Slab"));

        await().atMost(SOON).until(() -> list(worker), all -> all.size() == 4);
        await().atMost(SOON).untilAsserted(() -> assertThat(sentTo(token)).hasSize(3));
        assertThat(of(worker, "inspection.lost"))
                .extracting(one -> deliveries(one.get("id").stringValue()))
                .filteredOn(state -> state.equals("SKIPPED CAPPED"))
                .hasSize(1);
        assertThat(deliveries(of(worker, "sync.refused").get(0).get("id").stringValue()))
                .doesNotContain("CAPPED");
    }

    @Test
    void hidesNoRefusalBehindManyConflicts() {
        var token = register(worker, Map.of());
        for (var n = 0; n < 20; n++) {
            RunningService.put(conflict());
        }
        RunningService.put(conflict());

        refuse(task, Map.of("title", "Slab"));

        await().atMost(SOON).until(() -> of(worker, "sync.refused"), all -> all.size() == 1);
        await().atMost(SOON).untilAsserted(() -> assertThat(sentTo(token)).hasSize(21));
        assertThat(deliveries(of(worker, "sync.refused").get(0).get("id").stringValue()))
                .doesNotContain("CAPPED");
    }

    /** As managers are told of one. */
    private NewNotification conflict() {
        return Draft.to(worker.userId())
                .of("conflict.waits", "SYNC")
                .saying("Decide", "One field waits")
                .urgentAs(Priority.HIGH)
                .wakingAnHour(20)
                .made();
    }

    private static String deliveries(String notificationId) {
        var device = new Phone("admin", "desk", "ADMIN")
                .get("/api/v1/notifications/" + notificationId + "/deliveries")
                .body()
                .at("/devices/0");
        return device.get("state").stringValue() + " " + device.path("error").asString("");
    }

    /** A change by the worker waits, and is refused. */
    private void refuse(Thing thing, Map<String, @Nullable Object> fields) {
        var id = new ParkingId(new MutationId(UUID.randomUUID()));
        var stream = UUID.randomUUID().toString();
        RunningService.store(
                new MutationParked(
                        id,
                        new ParkedItem(
                                id.mutationId(),
                                "digest",
                                thing.type,
                                "UPDATE",
                                new EntityId(UUID.fromString(thing.id)),
                                null,
                                thing.projectId,
                                1,
                                fields,
                                Instant.now(),
                                worker.userId(),
                                worker.deviceId(),
                                Set.of("WORKER"),
                                UUID.randomUUID(),
                                Set.of(),
                                Set.of())),
                stream,
                0,
                Map.of());
        RunningService.store(new ParkedMutationRefused(id, "NOT_FOUND", "no such project", 1), stream, 1, Map.of());
    }

    private static DetectedConflict pending() {
        return new DetectedConflict(
                UUID.randomUUID(),
                "MANUAL_RESOLVE",
                ConflictResolution.PENDING,
                List.of(new DetectedConflict.ContestedField("title", "a", "b", "c", "a")));
    }

    private static int managers(Phone... people) {
        return Stream.of(people)
                .mapToInt(one -> RunningService.jdbc()
                        .queryForList(
                                "SELECT 1 FROM push_manager WHERE user_id = ?",
                                Integer.class,
                                one.userId().getBytes(UTF_8))
                        .size())
                .sum();
    }

    private static List<String> types(Phone phone) {
        return list(phone).stream().map(one -> one.get("type").stringValue()).toList();
    }

    private static List<JsonNode> of(Phone phone, String type) {
        return list(phone).stream()
                .filter(one -> one.get("type").stringValue().equals(type))
                .toList();
    }

    @Test
    void wakesNoPhoneWhoseSessionHasEnded() {
        var token = register(worker, Map.of());
        var kept = register(worker.other(), Map.of());

        RunningService.store(
                new SessionsEnded(worker.userId(), worker.deviceId(), "LOGOUT"),
                UUID.randomUUID().toString(),
                0,
                Map.of());

        await().atMost(SOON).untilAsserted(() -> assertThat(tokens()).containsExactly(kept));
        task.created(FOREMAN, Map.of("title", "Slab", "assigneeIds", List.of(worker.userId())));
        await().atMost(SOON).untilAsserted(() -> assertThat(sentTo(kept)).hasSize(1));
        assertThat(sentTo(token)).isEmpty();
    }

    @Test
    void forgetsAnErasedPerson() {
        register(worker, Map.of());
        task.created(FOREMAN, Map.of("title", "Slab", "assigneeIds", List.of(worker.userId())));
        await().atMost(SOON).until(() -> list(worker), all -> all.size() == 1);

        RunningService.store(
                new PersonErased(worker.userId(), 1), UUID.randomUUID().toString(), 0, Map.of());

        await().atMost(SOON).untilAsserted(() -> assertThat(tokens()).isEmpty());
        assertThat(list(worker)).isEmpty();
    }

    @Test
    void gathersWhatHappensIntoADigestThatCountsEachOnce() {
        var site = new Thing("project", UUID.randomUUID().toString());
        site.created(FOREMAN, Map.of("name", "Tower B"));
        var inspections = Stream.generate(
                        () -> new Thing("inspection", UUID.randomUUID().toString(), site.id))
                .limit(3)
                .toList();
        for (var inspection : inspections) {
            inspection.created(
                    FOREMAN, Map.of("title", "Scaffold", "result", "OPEN", "inspectorIds", List.of(worker.userId())));
            inspection.changed(FOREMAN, Map.of("result", "FAILED"));
            inspection.changed(FOREMAN, Map.of("result", "PASSED"));
        }

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(digests()).containsExactly("Tower B: 3 inspections changed."));
        assertThat(list(worker)).isEmpty();
        RunningService.write(
                "UPDATE notification_log SET visible_at = UTC_TIMESTAMP(3) WHERE user_id = ?",
                worker.userId().getBytes(UTF_8));
        await().atMost(SOON)
                .until(
                        () -> list(worker),
                        all -> all.size() == 1
                                && all.get(0).get("status").stringValue().equals("SENT"));

        inspections.get(0).changed(FOREMAN, Map.of("result", "FAILED"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(digests())
                        .containsExactlyInAnyOrder(
                                "Tower B: 3 inspections changed.", "Tower B: One inspection changed."));
    }

    private List<String> digests() {
        return RunningService.jdbc()
                .queryForList(
                        "SELECT CONCAT(title, ': ', body) FROM notification_log WHERE user_id = ?",
                        String.class,
                        worker.userId().getBytes(UTF_8));
    }

    @Test
    void wakesNobodyForWhatIsMuted() {
        var token = register(worker, Map.of());
        assertThat(worker.put("/api/v1/notifications/preferences", Map.of("muted", List.of("TASKS")))
                        .status())
                .isEqualTo(200);

        task.created(FOREMAN, Map.of("title", "Slab", "assigneeIds", List.of(worker.userId())));

        var told = await().atMost(SOON)
                .until(() -> list(worker), all -> all.size() == 1)
                .get(0);
        assertThat(told.get("status").stringValue()).isEqualTo("SENT");
        assertThat(deliveries(told.get("id").stringValue())).isEqualTo("SKIPPED MUTED");
        assertThat(sentTo(token)).isEmpty();
        assertThat(worker.get("/api/v1/notifications/preferences")
                        .body()
                        .at("/muted/0")
                        .stringValue())
                .isEqualTo("TASKS");
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

    private List<String> tokens() {
        return RunningService.jdbc()
                .queryForList(
                        "SELECT token FROM push_token WHERE user_id = ?",
                        String.class,
                        worker.userId().getBytes(UTF_8));
    }

    private static List<JsonNode> sentTo(String token) {
        return RunningService.expo().taken().stream()
                .flatMap(taken -> taken.messages().stream())
                .filter(message -> message.get("to").stringValue().equals(token))
                .toList();
    }

    private static List<JsonNode> list(Phone phone) {
        return phone.get("/api/v1/notifications")
                .body()
                .get("items")
                .valueStream()
                .toList();
    }

    private static String register(Phone phone, Map<String, Object> more) {
        var token = "ExponentPushToken[ok-" + UUID.randomUUID() + "]";
        var input = new HashMap<>(more);
        input.put("token", token);
        input.put("platform", "android");
        assertThat(phone.post("/api/v1/push-tokens", input).status()).isEqualTo(200);
        return token;
    }

    private static MutationFact fact() {
        return new MutationFact(
                new MutationId(UUID.randomUUID()), "digest", MutationOutcome.APPLIED, null, Instant.now());
    }

    /** An entity whose events are stored one after the other. */
    private static final class Thing {

        private final String type;
        private final String id;
        private final String projectId;
        private long sequence;

        private Thing(String type, String id) {
            this(type, id, type.equals("project") ? id : UUID.randomUUID().toString());
        }

        private Thing(String type, String id, String projectId) {
            this.type = type;
            this.id = id;
            this.projectId = projectId;
        }

        private interface Making {

            Object event(EntityId id, long version);
        }

        private void created(String by, Map<String, @Nullable Object> fields) {
            store(by, (entity, version) -> new EntityCreated(entity, fact(), type, projectId, fields));
        }

        private void changed(String by, Map<String, @Nullable Object> fields) {
            store(by, (entity, version) -> new EntityChanged(entity, fact(), version, fields, null));
        }

        private void store(String by, Making making) {
            store(by, making, Instant.now());
        }

        private void store(String by, Making making, Instant at) {
            var event = making.event(new EntityId(UUID.fromString(id)), sequence + 1);
            RunningService.store(
                    event,
                    id,
                    sequence++,
                    Map.of(
                            EventMetaData.USER_ID, by,
                            EventMetaData.DEVICE_ID, "device",
                            EventMetaData.PROJECT_ID, projectId,
                            EventMetaData.ENTITY_TYPE, type),
                    at);
        }
    }
}
