package com.startynk.sync.command.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.command.intake.DerivedIds;
import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.protocol.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions over HTTP. In a project of Ada's, Ben's and Mara's, Ada has changed a door, and Ben's late edit waits. */
class ResolutionTest {

    /** Not the common pool, which has one thread on two processors. */
    private static final Executor OWN_THREADS = work -> new Thread(work).start();

    private static final Caller ADMIN = person("admin", "ADMIN");
    private static final Caller ADA = person("ada", "FOREMAN");
    private static final Caller BEN = person("ben", "WORKER");
    private static final Caller MARA = person("mara", "PROJECT_MANAGER");
    private static final Caller OTTO = person("otto", "PROJECT_MANAGER");

    private static final ConflictsOnRecord ON_RECORD = new ConflictsOnRecord();
    private static String database;
    private static RunningResolutions commandSide;

    private final String project = UUID.randomUUID().toString();
    private final String door = UUID.randomUUID().toString();
    private String conflict;

    @BeforeAll
    static void start() {
        database = EmbeddedStack.shared().newDatabase();
        commandSide = new RunningResolutions(database, ON_RECORD);
    }

    @AfterAll
    static void stop() {
        commandSide.close();
    }

    @BeforeEach
    void meetAConflict() {
        push(
                ADMIN,
                "CREATE",
                "project",
                project,
                0,
                Map.of("name", "Quay 7", "memberIds", List.of("ada", "ben", "mara")));
        push(ADMIN, "CREATE", "manualresolve", door, 0, Map.of("name", "Door", "a", "0"));
        push(ADA, "UPDATE", "manualresolve", door, 1, Map.of("a", "s"));
        conflict = push(BEN, "UPDATE", "manualresolve", door, 1, Map.of("a", "c"))
                .body()
                .path("conflict")
                .path("conflictId")
                .stringValue();
    }

    @Test
    void answersTheConflictAsItIsThen() {
        var answer = decide(MARA, Map.of("resolution", "CLIENT"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("conflictId")).isEqualTo(conflict);
        assertThat(answer.text("status")).isEqualTo("RESOLVED");
        assertThat(answer.text("resolution")).isEqualTo("CLIENT");
        assertThat(answer.text("resolvedBy")).isEqualTo("mara");
        assertThat(answer.text("resolvedAt")).isNotEmpty();
        assertThat(state()).isEqualTo(Map.of("name", "Door", "a", "c"));
    }

    @Test
    void decidesOnce() {
        decide(MARA, Map.of("resolution", "SERVER"));

        var again = decide(ADMIN, Map.of("resolution", "CLIENT"));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("errorCode")).isEqualTo("ALREADY_RESOLVED");
        assertThat(state()).containsEntry("a", "s");
    }

    @Test
    void isNotHinderedByAMutationUnderTheIdThatTheDecisionWillHave() {
        var guessed = DerivedIds.decision(UUID.fromString(conflict)).toString();
        push(guessed, BEN, "CREATE", "manualresolve", UUID.randomUUID().toString(), 0, Map.of("name", "Gate"));

        assertThat(decide(MARA, Map.of("resolution", "SERVER")).status()).isEqualTo(200);
    }

    @Test
    void letsOneOfFiveAtOnceWin() {
        var answers = IntStream.range(0, 5)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> decide(MARA, Map.of("resolution", "CUSTOM", "data", Map.of("a", "x" + n))), OWN_THREADS))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(RunningResolutions.Answer::status)
                .sorted();

        assertThat(answers).containsExactly(200, 409, 409, 409, 409);
    }

    @Test
    void refusesADecisionOfWhatARuleHasDecided() {
        var material = UUID.randomUUID().toString();
        push(ADMIN, "CREATE", "material", material, 0, Map.of("name", "Sand", "quantity", 1));
        push(ADA, "UPDATE", "material", material, 1, Map.of("quantity", 2));
        conflict = push(ADMIN, "UPDATE", "material", material, 1, Map.of("quantity", 3))
                .body()
                .path("conflict")
                .path("conflictId")
                .asString();

        assertThat(decide(MARA, Map.of("resolution", "CLIENT")).text("errorCode"))
                .isEqualTo("ALREADY_RESOLVED");
    }

    @Test
    void tellsApartWhoMayNotAndWhoMayNotEvenKnow() {
        assertThat(decide(BEN, Map.of("resolution", "CLIENT")).text("errorCode"))
                .isEqualTo("FORBIDDEN");
        assertThat(decide(ADA, Map.of("resolution", "CLIENT")).text("errorCode"))
                .isEqualTo("FORBIDDEN");
        assertThat(decide(OTTO, Map.of("resolution", "CLIENT")).text("errorCode"))
                .isEqualTo("NOT_FOUND");
        assertThat(decide(MARA, Map.of("resolution", "SERVER")).status()).isEqualTo(200);
    }

    @Test
    void knowsNoConflictThatThereIsNot() {
        conflict = UUID.randomUUID().toString();

        assertThat(decide(ADMIN, Map.of("resolution", "SERVER")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "{\"resolution\": null}",
                "{\"resolution\": 5}",
                "{\"resolution\": \"MAYBE\"}",
                "{\"resolution\": \"client\"}",
                "{\"resolution\": \"PENDING\"}",
                "{\"resolution\": \"MERGED\"}",
                "{\"resolution\": \"CUSTOM\"}",
                "{\"resolution\": \"CUSTOM\", \"data\": null}",
                "{\"resolution\": \"CUSTOM\", \"data\": []}",
                "{\"resolution\": \"CUSTOM\", \"data\": {\"a\": 5}}",
                "{\"resolution\": \"CUSTOM\", \"data\": {\"name\": null}}",
                "{\"resolution\": \"CUSTOM\", \"data\": {\"colour\": \"red\"}}",
                "{\"resolution\": \"CUSTOM\", \"data\": {\"a\": \"\\u0000\"}}",
                "{\"resolution\": \"CUSTOM\", \"data\": {\"n\": 1e999}}",
            })
    void refusesWhatIsNotValidAndLeavesItPending(String body) {
        var refused = commandSide.post(path(), body, MARA);

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
        assertThat(refused.text("errorCode")).isEqualTo("INVALID_INPUT");
        assertThat(decide(MARA, Map.of("resolution", "SERVER")).status()).isEqualTo(200);
    }

    @Test
    void namesTheFieldThatIsNotValid() {
        var refused = decide(MARA, Map.of("resolution", "CUSTOM", "data", Map.of("a", 5)));

        assertThat(refused.body().path("errors").path(0).path("field").asString())
                .isEqualTo("data.a");
    }

    @Test
    void takesAsMuchDataAsAnItemAndNoMore() {
        var large = decide(MARA, Map.of("resolution", "CUSTOM", "data", Map.of("a", "x".repeat(70_000))));

        assertThat(large.status()).isEqualTo(413);
        assertThat(large.text("errorCode")).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @Test
    void remembersWhatWaitsInASnapshot() {
        push(ADMIN, "UPDATE", "manualresolve", door, 2, Map.of("b", "y"));
        await().until(() ->
                commandSide.bean(EventStorageEngine.class).readSnapshot(door).isPresent());
        commandSide.close();
        commandSide = new RunningResolutions(database, ON_RECORD);

        assertThat(decide(MARA, Map.of("resolution", "CLIENT")).status()).isEqualTo(200);
        assertThat(state()).isEqualTo(Map.of("name", "Door", "a", "c", "b", "y"));
    }

    private RunningResolutions.Answer decide(Caller by, Map<String, ?> decision) {
        return commandSide.post(path(), decision, by);
    }

    private String path() {
        return "/api/v1/conflicts/" + conflict + "/resolution";
    }

    /** The door as an edit without effect shows it. */
    private Map<String, Object> state() {
        var state = new HashMap<String, Object>();
        push(ADMIN, "UPDATE", "manualresolve", door, 1, Map.of())
                .body()
                .path("data")
                .properties()
                .forEach(field -> state.put(field.getKey(), field.getValue().asString()));
        return state;
    }

    private RunningResolutions.Answer push(
            Caller by, String operation, String type, String id, int base, Map<String, ?> data) {
        return push(UUID.randomUUID().toString(), by, operation, type, id, base, data);
    }

    private RunningResolutions.Answer push(
            String mutationId, Caller by, String operation, String type, String id, int base, Map<String, ?> data) {
        var item = new HashMap<String, Object>(Map.of(
                "mutationId",
                mutationId,
                "entityType",
                type,
                "operation",
                operation,
                "entityId",
                id,
                "projectId",
                project,
                "data",
                data));
        if (base > 0) {
            item.put("baseVersion", base);
        }
        var answer = commandSide.post("/api/v1/sync/items", item, by);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer;
    }

    private static Caller person(String userId, String role) {
        return new Caller(userId, userId + "s-phone", Set.of(role), 0, Long.MAX_VALUE);
    }
}
