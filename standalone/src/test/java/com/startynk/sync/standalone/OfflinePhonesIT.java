package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.client.DeviceCopy;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two phones over HTTP and Socket.IO, against the runnable jar. */
class OfflinePhonesIT {

    private static final String SITE = UUID.randomUUID().toString();

    @TempDir
    private static Path folder;

    private static Installation server;

    private final String task = UUID.randomUUID().toString();
    private Phone ada;
    private Phone ben;

    @BeforeAll
    static void openTheSite() throws Exception {
        server = new Installation(folder).start().awaitReady();
        var answer = server.api()
                .send(
                        "POST",
                        "/api/v1/sync/items",
                        Map.of(
                                "mutationId",
                                UUID.randomUUID().toString(),
                                "entityType",
                                "project",
                                "operation",
                                "CREATE",
                                "entityId",
                                SITE,
                                "projectId",
                                SITE,
                                "data",
                                Map.of("name", "Quay 7", "memberIds", List.of("ada", "ben"))));
        assertThat(answer.get("status").asString()).isEqualTo("APPLIED");
    }

    @AfterAll
    static void closeTheSite() throws Exception {
        server.close();
    }

    @BeforeEach
    void bothKnowTheTask() throws Exception {
        ada = new Phone(server, "ada", "FOREMAN");
        ben = new Phone(server, "ben", "WORKER");
        ada.create(task, SITE, Map.of("title", "Pour slab", "progress", 10, "notes", "started"));
        assertThat(ada.connect()).extracting(SyncResult::status).containsExactly(SyncStatus.APPLIED);
        ben.connect();
        assertThat(ben.copy().all()).isEqualTo(ada.copy().all());
    }

    @AfterEach
    void hangUp() {
        ada.close();
        ben.close();
    }

    @Test
    void editsOfDifferentFieldsMadeOfflineAreJoinedOnBothPhones() throws Exception {
        ada.loseSignal();
        ben.loseSignal();
        ada.edit(task, Map.of("title", "Pour slab B2"));
        ben.edit(task, Map.of("description", "Crane from 10"));

        var adas = ada.connect();
        var bens = ben.connect();

        assertThat(adas).extracting(SyncResult::status).containsExactly(SyncStatus.APPLIED);
        assertThat(bens).extracting(SyncResult::status).containsExactly(SyncStatus.MERGED);
        assertThat(bens.get(0).conflict()).isNull();
        bothHold(Map.of("title", "Pour slab B2", "progress", 10, "notes", "started", "description", "Crane from 10"));
    }

    @Test
    void editsOfTheSameFieldsMadeOfflineAreDecidedByTheirRulesOnBothPhones() throws Exception {
        ada.loseSignal();
        ben.loseSignal();
        ada.edit(task, Map.of("progress", 60, "notes", "started\nrain"));
        ben.edit(task, Map.of("progress", 40, "notes", "started\nrebar short"));

        ada.connect();
        var bens = ben.connect();

        assertThat(bens).extracting(SyncResult::status).containsExactly(SyncStatus.MERGED);
        assertThat(bens.get(0).conflict().fields()).containsExactlyInAnyOrder("progress", "notes");
        bothHold(Map.of("title", "Pour slab", "progress", 60, "notes", "started\nrain\nrebar short"));
    }

    @Test
    void aChangeReachesTheOtherPhonesSocketWithoutAPull() throws Exception {
        await().until(ben::listens);
        ada.edit(task, Map.of("progress", 90));
        ada.connect();

        await().untilAsserted(() -> assertThat(ben.copy().find("task", task))
                .map(DeviceCopy.Held::version)
                .contains(2L));
    }

    @Test
    void theCursorOfABatchLiesBehindItsEffects() throws Exception {
        var first = UUID.randomUUID().toString();
        var second = UUID.randomUUID().toString();
        var cursor = URLEncoder.encode(batch(first).get("cursor").asString(), StandardCharsets.UTF_8);
        batch(second);

        await().untilAsserted(() -> assertThat(changedSince(cursor)).contains(second));
        assertThat(changedSince(cursor)).doesNotContain(first);
    }

    private static JsonNode batch(String task) throws Exception {
        var item = Map.of(
                "mutationId",
                UUID.randomUUID().toString(),
                "entityType",
                "task",
                "operation",
                "CREATE",
                "entityId",
                task,
                "projectId",
                SITE,
                "data",
                Map.of("title", "Strip formwork"));
        return server.api().send("POST", "/api/v1/sync/batches", Map.of("items", List.of(item)));
    }

    private static List<String> changedSince(String cursor) throws Exception {
        return server.api()
                .send("GET", "/api/v1/sync/updates?cursor=" + cursor, Map.of())
                .get("changes")
                .valueStream()
                .map(change -> change.get("entityId").asString())
                .toList();
    }

    private void bothHold(Map<String, Object> data) throws Exception {
        ada.pull();
        ben.pull();
        assertThat(json(data)).isEqualTo(onServer().get("data"));
        for (var phone : List.of(ada, ben)) {
            var held = phone.copy().find("task", task).orElseThrow();
            assertThat(json(held.data())).isEqualTo(onServer().get("data"));
            assertThat(held.version()).isEqualTo(onServer().get("version").longValue());
        }
        assertThat(ada.copy().all()).isEqualTo(ben.copy().all());
    }

    private JsonNode onServer() throws Exception {
        return server.api().send("GET", "/api/v1/entities/task/" + task, Map.of());
    }

    private static JsonNode json(Object value) {
        return JsonMapper.shared().valueToTree(value);
    }
}
