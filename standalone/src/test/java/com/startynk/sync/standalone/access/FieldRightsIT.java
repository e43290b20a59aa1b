package com.startynk.sync.standalone.access;

import static com.startynk.sync.standalone.access.World.creation;
import static com.startynk.sync.standalone.access.World.deletion;
import static com.startynk.sync.standalone.access.World.edit;
import static com.startynk.sync.standalone.access.World.push;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** A field that a type lets only some roles read, looked for in everything that anybody is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FieldRightsIT {

    private static final String TYPE = "wage";
    private static final String RATE = "rate";

    private RunningServices services;
    private World world;
    private Person worker;
    private Person manager;
    private Person payroll;

    @BeforeAll
    void start() throws Exception {
        services = RunningServices.start(Path.of("src/test/access-types"));
        world = new World(services);
    }

    @AfterAll
    void stop() {
        services.close();
    }

    @BeforeEach
    void meet() {
        worker = world.person(Role.WORKER);
        manager = world.person(Role.PROJECT_MANAGER);
        payroll = world.person(Role.PAYROLL);
    }

    @Test
    void isAbsentFromTheAnswerToAPush() throws Exception {
        var item = edit(TYPE, wage(), Map.of("title", "Mason, night"));

        var first = push(worker, item);
        var again = push(worker, item);
        var byPayroll = push(payroll, edit(TYPE, wage(), Map.of("title", "Mason, night")));

        assertThat(first.get("data").propertyNames()).containsExactly("title");
        assertThat(again.get("duplicate").booleanValue()).isTrue();
        assertThat(again.get("data")).isEqualTo(first.get("data"));
        assertThat(byPayroll.get("data").has(RATE)).isTrue();
    }

    @Test
    void isAbsentFromADuplicateThatSomebodyElseAsksFor() throws Exception {
        var item = creation(TYPE, world.project(Whose.OWN), Map.of("title", "Crane", RATE, 40));
        push(payroll, item);

        // That it was stored stays true, whoever asks.
        var again = push(worker, item);
        assertThat(again.get("duplicate").booleanValue()).isTrue();
        assertThat(again.get("data").propertyNames()).containsExactly("title");
    }

    @Test
    void isAbsentFromAConflictInAnAnswer() throws Exception {
        var id = wage();
        push(payroll, edit(TYPE, id, Map.of(RATE, 41, "notes", "raised")));

        var answer = push(worker, deletion(TYPE, id));

        assertThat(answer.get("status").stringValue()).isEqualTo("CONFLICT");
        assertThat(texts(answer.get("conflict").get("fields"))).containsExactly("notes");
        assertThat(answer.get("data").has(RATE)).isFalse();
    }

    @Test
    void cannotBeSetByWhoMayNotReadIt() throws Exception {
        var news = creation(TYPE, world.project(Whose.OWN), Map.of("title", "Roofer", RATE, 30));
        var change = edit(TYPE, wage(), Map.of(RATE, 99));
        var clearing = edit(TYPE, wage(), cleared());

        for (var item : List.of(news, change, clearing)) {
            var answer = worker.post("/api/v1/sync/batches", Map.of("items", List.of(item)));
            var error = answer.json().at("/results/0/error");
            assertThat(error.get("errorCode").stringValue()).isEqualTo("FORBIDDEN");
            assertThat(error.get("message").stringValue()).contains("data.rate", "may not read");
            assertThat(worker.emit("sync:push", item).item().outcome()).isEqualTo("FORBIDDEN");
        }
    }

    private static Map<String, Object> cleared() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put(RATE, null);
        return fields;
    }

    @Test
    void isAbsentFromPulls() throws Exception {
        var id = wage();
        var input = Map.<String, Object>of("entityTypes", List.of(TYPE), "limit", 1000);

        assertThat(dataIn(worker.get("/api/v1/sync/updates?entityTypes=wage&limit=1000"), id)
                        .has(RATE))
                .isFalse();
        assertThat(dataIn(worker.query("sync.getUpdates", input), id).has(RATE)).isFalse();
        assertThat(dataIn(worker.emit("sync:pull", input), id).has(RATE)).isFalse();
        assertThat(dataIn(payroll.query("sync.getUpdates", input), id).has(RATE))
                .isTrue();
        assertThat(dataIn(payroll.emit("sync:pull", input), id).has(RATE)).isTrue();
    }

    private static JsonNode dataIn(Answer page, String id) {
        return page.data()
                .get("changes")
                .valueStream()
                .filter(change -> change.get("entityId").stringValue().equals(id))
                .map(change -> change.get("data"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isAbsentFromReadsOutOfTheDatabaseAndOutOfTheCache() throws Exception {
        var path = "/api/v1/entities/wage/" + wage();

        for (var time = 0; time < 2; time++) {
            assertThat(worker.get(path).json().get("data").propertyNames()).containsExactly("title");
            assertThat(payroll.get(path).json().get("data").propertyNames()).containsExactlyInAnyOrder("title", RATE);
        }
    }

    @Test
    void isAbsentFromListsAndNotToBeFoundOut() throws Exception {
        wage();

        var seen = worker.get("/api/v1/entities/wage").json().get("items");

        assertThat(seen.valueStream())
                .isNotEmpty()
                .noneMatch(one -> one.get("data").has(RATE));
        assertThat(worker.get("/api/v1/entities/wage?rate=25").outcome()).isEqualTo("403");
        assertThat(worker.get("/api/v1/entities/wage?sort=rate").outcome()).isEqualTo("403");
        assertThat(worker.get("/api/v1/entities/wage?sort=-rate").outcome()).isEqualTo("403");
        assertThat(payroll.get("/api/v1/entities/wage?rate=25&sort=-rate").outcome())
                .isEqualTo("200");
    }

    @Test
    void isAbsentFromConflictsAndTheirNotices() throws Exception {
        var id = wage();
        try (var listening = manager.socket()) {
            var notices = listening.hear("conflict:detected");
            push(payroll, edit(TYPE, id, Map.of(RATE, 41)));
            var late = push(payroll.onAnotherDevice(), edit(TYPE, id, Map.of(RATE, 42, "notes", "x")));
            var conflict =
                    "/api/v1/conflicts/" + late.at("/conflict/conflictId").stringValue();

            assertThat(texts(late.at("/conflict/fields"))).containsExactly(RATE);
            assertThat(manager.get(conflict).json().get("fields").isEmpty()).isTrue();
            assertThat(manager.get("/api/v1/conflicts?limit=1")
                            .json()
                            .at("/items/0/fields")
                            .isEmpty())
                    .isTrue();
            assertThat(payroll.get(conflict).json().at("/fields/0/field").stringValue())
                    .isEqualTo(RATE);
            assertThat(notices.next().get("fields").isEmpty()).isTrue();
            var custom = Map.of("resolution", "CUSTOM", "data", Map.of(RATE, 1));
            assertThat(manager.post(conflict + "/resolution", custom).outcome()).isEqualTo("403");
            var answer = manager.post(conflict + "/resolution", Map.of("resolution", "CLIENT"));
            assertThat(answer.outcome()).isEqualTo("200");
            assertThat(answer.json().get("fields").isEmpty()).isTrue();
        }
    }

    @Test
    void isAbsentFromWhatSocketsAreTold() throws Exception {
        try (var one = worker.socket();
                var other = payroll.socket()) {
            var heardByWorker = one.hear("entity:changed");
            var heardByPayroll = other.hear("entity:changed");

            wage();

            assertThat(heardByWorker.next().at("/changes/0/data").propertyNames())
                    .containsExactly("title");
            assertThat(heardByPayroll.next().at("/changes/0/data").propertyNames())
                    .containsExactlyInAnyOrder("title", RATE);
        }
    }

    @Test
    void isAbsentFromWhatSocketsCatchUpWith() throws Exception {
        var cursor = worker.get("/api/v1/sync/updates?limit=1000")
                .json()
                .get("cursor")
                .stringValue();
        wage();

        try (var socket = worker.socket(cursor)) {
            assertThat(socket.hear("entity:changed")
                            .next()
                            .at("/changes/0/data")
                            .propertyNames())
                    .containsExactly("title");
        }
    }

    private String wage() throws Exception {
        return world.entity(TYPE, Whose.OWN, Map.of("title", "Mason", RATE, 25));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::stringValue).toList();
    }
}
