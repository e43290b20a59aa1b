package com.startynk.sync.standalone.access;

import static com.startynk.sync.standalone.access.World.creation;
import static com.startynk.sync.standalone.access.World.edit;
import static com.startynk.sync.standalone.access.World.id;
import static com.startynk.sync.standalone.access.World.push;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What becomes of people who leave a project, and of those who come into one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MembershipIT {

    private static final String BATCHES = "/api/v1/sync/batches";
    private static final Duration SOON = Duration.ofSeconds(5);

    private RunningServices services;
    private World world;
    private Person worker;
    private String project;
    private String task;
    private long projectVersion;

    @BeforeAll
    void start() throws Exception {
        services = RunningServices.start(Path.of("src/test/entity-types"));
        world = new World(services);
    }

    @AfterAll
    void stop() {
        services.close();
    }

    @BeforeEach
    void meet() throws Exception {
        worker = new Person(services, "worker-" + id(), "WORKER");
        project = world.project(worker.userId());
        projectVersion = 1;
        task = world.entity("task", project, Map.of("title", "Pour slab"));
    }

    private void leave() throws Exception {
        members();
    }

    private void comeBack() throws Exception {
        members(worker.userId());
    }

    private void members(String... users) throws Exception {
        var edit = edit("project", project, Map.of("memberIds", List.of(users)));
        edit.put("baseVersion", projectVersion++);
        push(world.admin(), edit);
    }

    @Test
    void whoLeavesIsToldOnceToDropWhatHeHas() throws Exception {
        var before = pull(null).get("cursor").stringValue();
        leave();

        var lost = pull(before);

        assertThat(lost.get("changes").valueStream())
                .allSatisfy(change -> {
                    assertThat(change.get("operation").stringValue()).isEqualTo("REVOKE");
                    assertThat(change.has("data")).isFalse();
                })
                .extracting(change -> change.get("entityId").stringValue())
                .containsExactlyInAnyOrder(project, task);
        assertThat(pull(lost.get("cursor").stringValue()).get("changes").isEmpty())
                .isTrue();
        assertThat(ids(pull(null))).doesNotContain(project, task);
    }

    @Test
    void socketsLeaveTheRoomsOfTheProjectAndOfItsEntities() throws Exception {
        var follow = Map.of(
                "projectIds", List.of(project),
                "entities", List.of(Map.of("entityType", "task", "entityId", task)));
        try (var socket = worker.socket()) {
            assertThat(socket.emit("subscribe", follow).outcome()).isEqualTo("ok");
            var heard = socket.hear("entity:changed");

            leave();

            var changes = heard.next().get("changes").valueStream();
            assertThat(changes.map(change -> change.get("operation").stringValue()))
                    .containsOnly("REVOKE");
            push(world.admin(), edit("task", task, Map.of("title", "Not for him")));
            assertThat(socket.emit("subscribe", follow).outcome()).isEqualTo("FORBIDDEN");
            var rooms = socket.emit("subscribe", Map.of("projectIds", List.of("org")))
                    .json()
                    .get("rooms");
            assertThat(rooms.valueStream().map(JsonNode::stringValue))
                    .containsExactlyInAnyOrder("user:" + worker.userId(), "project:org");
            assertThat(heard.isSilent()).isTrue();
        }
    }

    @Test
    void whatWaitsOnADeviceIsRefusedWithItsReason() throws Exception {
        var made = creation("task", project, Map.of("title", "Made offline"));
        var edited = edit("task", task, Map.of("title", "Edited offline"));
        leave();

        var creation = send(made);
        var edit = send(edited);

        assertThat(creation.outcome()).isEqualTo("FORBIDDEN");
        assertThat(creation.body()).contains("not a member of the project");
        assertThat(edit.outcome()).isEqualTo("NOT_FOUND");
        assertThat(worker.emit("sync:push", made).item().outcome()).isEqualTo("FORBIDDEN");
    }

    @Test
    void whatWaitsOnTheServerIsRefusedWithItsReasonAndKeptForReview() throws Exception {
        var parked = creation("task", project, Map.of("title", "Strip formwork", "parentId", "local:parent"));
        assertThat(send(parked).outcome()).isEqualTo("QUEUED");
        leave();
        var elsewhere = world.project(worker.userId());
        var parent = creation("task", elsewhere, Map.of("title", "Formwork"));
        parent.remove("entityId");
        parent.put("localId", "local:parent");
        push(worker, parent);

        await().atMost(SOON).until(() -> !failedItems().isEmpty());

        var letter = failedItems().get(0);
        assertThat(letter.get("mutationId").stringValue()).isEqualTo(parked.get("mutationId"));
        assertThat(letter.get("errorCode").stringValue()).isEqualTo("FORBIDDEN");
        assertThat(send(parked).outcome()).isEqualTo("FORBIDDEN");
        assertThat(send(parked).body()).contains("not a member of the project");
        assertThat(ids(world.admin()
                        .get("/api/v1/sync/updates?limit=1000&projectIds=" + project)
                        .json()))
                .doesNotContain((String) parked.get("entityId"));
        assertThat(retry().at("/results/0/error/errorCode").stringValue()).isEqualTo("FORBIDDEN");

        comeBack();

        assertThat(retry().at("/results/0/status").stringValue()).isEqualTo("APPLIED");
        assertThat(failedItems().isEmpty()).isTrue();
    }

    private JsonNode failedItems() throws Exception {
        return worker.get("/api/v1/sync/status").json().at("/device/failedItems");
    }

    private JsonNode retry() throws Exception {
        return worker.post("/api/v1/sync/retries", Map.of()).json();
    }

    @Test
    void whoComesGetsEverythingThoughNoneOfItIsNew() throws Exception {
        leave();
        var before = pull(null).get("cursor").stringValue();
        try (var socket = worker.socket()) {
            comeBack();

            assertThat(ids(pull(before))).containsExactlyInAnyOrder(project, task);
            assertThat(ids(socket.hear("entity:changed").next())).containsExactlyInAnyOrder(project, task);
            assertThat(worker.get("/api/v1/entities/task/" + task).outcome()).isEqualTo("200");
            push(world.admin(), edit("task", task, Map.of("title", "For him again")));
            assertThat(ids(socket.hear("entity:changed").next())).containsExactly(task);
        }
    }

    private Answer send(Map<String, Object> item) throws Exception {
        return worker.post(BATCHES, Map.of("items", List.of(item))).item();
    }

    private JsonNode pull(@Nullable String cursor) throws Exception {
        return worker.get("/api/v1/sync/updates?limit=1000" + (cursor == null ? "" : "&cursor=" + cursor))
                .json();
    }

    private static List<String> ids(JsonNode page) {
        return page.get("changes")
                .valueStream()
                .map(change -> change.get("entityId").stringValue())
                .toList();
    }
}
