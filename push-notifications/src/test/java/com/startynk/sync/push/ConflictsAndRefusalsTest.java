package com.startynk.sync.push;

import static com.startynk.sync.push.Thing.fact;
import static com.startynk.sync.push.Told.list;
import static com.startynk.sync.push.Told.register;
import static com.startynk.sync.push.Told.sentTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.events.entity.ConflictDetected;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who hears of changes that did not simply go through. */
class ConflictsAndRefusalsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String FOREMAN = "the-foreman";

    private final Phone worker = Phone.ofSomebody();
    private final Thing task = new Thing("task", UUID.randomUUID().toString());

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
        inspection.refused(worker, Map.of("result", "FAILED"));

        var told = await().atMost(SOON)
                .until(() -> Told.of(manager, "inspection.undecided"), all -> all.size() == 1)
                .get(0);
        assertThat(told.get("title").stringValue()).isEqualTo("Scaffold: decide");
        assertThat(told.get("body").stringValue()).isEqualTo("One field of Tower B waits.");
        assertThat(told.get("deepLink").stringValue())
                .isEqualTo(
                        "inspections://conflict/" + told.at("/data/conflictId").stringValue());
        assertThat(Told.of(manager, "conflict.waits")).isEmpty();
        var refused = await().atMost(SOON)
                .until(() -> Told.of(worker, "inspection.lost"), all -> all.size() == 1)
                .get(0);
        assertThat(refused.get("body").stringValue()).isEqualTo("Scaffold FAILED: no such project");
        assertThat(Told.of(worker, "sync.refused")).isEmpty();
    }

    @Test
    void tellsOfRefusalsOfOtherTypesAsOfAnyType() {
        task.refused(worker, Map.of("title", "Slab"));

        var refused = await().atMost(SOON)
                .until(() -> Told.of(worker, "sync.refused"), all -> all.size() == 1)
                .get(0);
        assertThat(refused.get("body").stringValue()).isEqualTo("Your change of a task was refused: no such project");
        assertThat(refused.get("deepLink").stringValue()).isEqualTo("startynk://sync");
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
}
