package com.startynk.sync.query.audit;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.RunningQuerySide.Answer;
import com.startynk.sync.query.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class EntityAuditTest {

    private final RunningQuerySide querySide = RunningQuerySide.shared();
    private final Site site = new Site(querySide);
    private final Caller mara = caller(newUser(), Caller.PROJECT_MANAGER);
    private final Caller ben = caller(newUser(), "WORKER");
    private final String project = site.project(mara.userId(), ben.userId());

    @Test
    void tellsWhoMadeWhatOfIt() {
        var task = site.by(ben).task(project, Map.of("title", "a"));
        site.by(mara).change(task, Map.of("title", "b", "progress", 5));

        var items = events(task, "");

        assertThat(items).hasSize(2);
        var change = items.get(1);
        assertThat(change.path("version").longValue()).isEqualTo(2);
        assertThat(change.path("operation").stringValue()).isEqualTo("UPDATE");
        assertThat(change.path("changedBy").path("userId").stringValue()).isEqualTo(mara.userId());
        assertThat(change.path("changedBy").path("deviceId").stringValue()).isEqualTo(mara.deviceId());
        assertThat(change.path("occurredAt").stringValue()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z");
        assertThat(UUID.fromString(change.path("eventId").stringValue())).isNotNull();
        assertThat(changes(change)).isEqualTo(Map.of("title", "\"a\" to \"b\"", "progress", "null to 5"));
        assertThat(changes(items.get(0))).isEqualTo(Map.of("title", "null to \"a\""));
    }

    @Test
    void tellsADeletionAndARevivalAsReadersSawThem() {
        var task = site.task(project, Map.of("title", "a", "progress", 5));
        site.delete(task);
        site.revive(task, with("title", "c", "progress", null));

        var items = events(task, "");

        assertThat(items.get(1).path("operation").stringValue()).isEqualTo("DELETE");
        assertThat(changes(items.get(1))).isEqualTo(Map.of("title", "\"a\" to null", "progress", "5 to null"));
        assertThat(items.get(2).path("operation").stringValue()).isEqualTo("UPDATE");
        assertThat(changes(items.get(2))).isEqualTo(Map.of("title", "null to \"c\""));
    }

    @Test
    void tellsNothingOfWhatMadeNoVersion() {
        var task = site.task(project);
        site.acknowledge(task);
        var met = conflict(ConflictResolution.PENDING);
        site.conflict(task, met);
        site.resolve(task, met.conflictId(), ConflictResolution.SERVER, Map.of());

        assertThat(events(task, "")).hasSize(1);
    }

    @Test
    void tellsADecisionThatChangedSomething() {
        var task = site.task(project, Map.of("title", "server"));
        var met = conflict(ConflictResolution.PENDING);
        site.conflict(task, met);
        site.by(mara).resolve(task, met.conflictId(), ConflictResolution.CLIENT, Map.of("title", "client"));

        var decision = events(task, "").get(1);

        assertThat(changes(decision)).isEqualTo(Map.of("title", "\"server\" to \"client\""));
        assertThat(decision.path("conflict").path("conflictId").stringValue())
                .isEqualTo(met.conflictId().toString());
        assertThat(decision.path("conflict").path("resolution").stringValue()).isEqualTo("CLIENT");
        assertThat(decision.path("changedBy").path("userId").stringValue()).isEqualTo(mara.userId());
    }

    @Test
    void leadsThroughPagesOldestFirstWithoutGapOrRepetition() {
        var task = site.task(project, Map.of("title", "v1"));
        for (var version = 2; version <= 7; version++) {
            site.change(task, Map.of("title", "v" + version));
            site.acknowledge(task);
        }

        var found = new ArrayList<String>();
        var page = querySide.get(path(task, "events?limit=3"), mara).json();
        while (true) {
            page.path("items").forEach(item -> found.add(changes(item).get("title")));
            if (!page.path("nextCursor").isString()) {
                break;
            }
            page = querySide
                    .get(
                            path(
                                    task,
                                    "events?limit=3&cursor="
                                            + page.path("nextCursor").stringValue()),
                            mara)
                    .json();
        }

        assertThat(found)
                .containsExactly(
                        "null to \"v1\"",
                        "\"v1\" to \"v2\"",
                        "\"v2\" to \"v3\"",
                        "\"v3\" to \"v4\"",
                        "\"v4\" to \"v5\"",
                        "\"v5\" to \"v6\"",
                        "\"v6\" to \"v7\"");
    }

    @Test
    void refusesACursorOfAnotherEntity() {
        var one = site.task(project);
        site.change(one, Map.of("title", "b"));
        var cursor = querySide
                .get(path(one, "events?limit=1"), mara)
                .json()
                .path("nextCursor")
                .stringValue();

        assertThat(querySide
                        .get(path(site.task(project), "events?cursor=" + cursor), mara)
                        .errorCode())
                .isEqualTo("INVALID_CURSOR");
    }

    @Test
    void showsTheStateAtEachVersion() {
        var task = site.task(project, Map.of("title", "v1"));
        site.change(task, Map.of("title", "v2", "description", "d"));
        site.change(task, with("description", null));
        site.delete(task);

        assertThat(state(task, "version=1").path("data").toString()).isEqualTo("{\"title\":\"v1\"}");
        assertThat(state(task, "version=2").path("data").toString())
                .isEqualTo("{\"title\":\"v2\",\"description\":\"d\"}");
        assertThat(state(task, "version=3").path("data").toString()).isEqualTo("{\"title\":\"v2\"}");
        assertThat(state(task, "version=4").path("data").toString()).isEqualTo("{}");
        assertThat(state(task, "version=4").path("deleted").booleanValue()).isTrue();
        assertThat(state(task, "version=3").path("version").longValue()).isEqualTo(3);
        assertThat(state(task, "version=3").path("projectId").stringValue()).isEqualTo(project);
        assertThat(querySide.get(path(task, "state?version=0"), mara).status()).isEqualTo(404);
        assertThat(querySide.get(path(task, "state?version=5"), mara).status()).isEqualTo(404);
    }

    @Test
    void showsTheStateAsOfTheTimeOfEachEvent() {
        var task = site.task(project, Map.of("title", "v1"));
        var first = events(task, "").get(0).path("occurredAt").stringValue();
        site.change(task, Map.of("title", "v2"));
        var second = events(task, "").get(1).path("occurredAt").stringValue();

        assertThat(state(task, "asOf=" + second).path("version").longValue()).isEqualTo(2);
        assertThat(state(task, "asOf=2100-01-01T00:00:00Z").path("version").longValue())
                .isEqualTo(2);
        if (!first.equals(second)) {
            assertThat(state(task, "asOf=" + first).path("data").path("title").stringValue())
                    .isEqualTo("v1");
        }
        assertThat(querySide
                        .get(path(task, "state?asOf=2020-01-01T00:00:00Z"), mara)
                        .errorCode())
                .isEqualTo("NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state",
                "state?version=x",
                "state?version=-1",
                "state?asOf=yesterday",
                "state?version=1&asOf=2020-01-01T00:00:00Z",
                "events?limit=0",
                "events?limit=1001"
            })
    void refusesNonsenseByName(String query) {
        var answer = querySide.get(path(site.task(project), query), mara);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("INVALID_INPUT");
        assertThat(answer.json().path("errors")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "state?version=1", "fields/title"})
    void isForTheProjectsManagersAndAdmins(String query) {
        var task = site.task(project);
        var stranger = caller(newUser(), Caller.PROJECT_MANAGER);
        var unknown = UUID.randomUUID().toString();

        assertThat(querySide.get(path(task, query), mara).status()).isEqualTo(200);
        assertThat(querySide.get(path(task, query), ADMIN).status()).isEqualTo(200);
        refused(querySide.get(path(task, query), ben), "FORBIDDEN");
        refused(querySide.get(path(unknown, query), ben), "FORBIDDEN");
        refused(querySide.get(path(task, query), stranger), "NOT_FOUND");
        refused(querySide.get(path(unknown, query), stranger), "NOT_FOUND");
        refused(querySide.get(path(unknown, query), ADMIN), "NOT_FOUND");
        refused(querySide.get(path("no-uuid", query), ADMIN), "NOT_FOUND");
        refused(querySide.get("/api/v1/audit/entities/material/" + task + "/" + query, ADMIN), "NOT_FOUND");
        var spaceship = querySide.get("/api/v1/audit/entities/spaceship/" + task + "/" + query, ADMIN);
        refused(spaceship, "UNKNOWN_ENTITY_TYPE");
        assertThat(spaceship.status()).isEqualTo(404);
    }

    static DetectedConflict conflict(ConflictResolution resolution) {
        return new DetectedConflict(
                UUID.randomUUID(),
                resolution == ConflictResolution.PENDING ? "MANUAL_RESOLVE" : "MERGE",
                resolution,
                List.of(new ContestedField("title", "base", "client", "server", "merged")));
    }

    private static Map<String, @Nullable Object> with(@Nullable Object... pairs) {
        var fields = new HashMap<String, @Nullable Object>();
        for (var at = 0; at < pairs.length; at += 2) {
            fields.put(String.valueOf(pairs[at]), pairs[at + 1]);
        }
        return fields;
    }

    private List<JsonNode> events(String task, String query) {
        return querySide
                .get(path(task, "events" + query), mara)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private JsonNode state(String task, String query) {
        return querySide.get(path(task, "state?" + query), mara).json();
    }

    private static Map<String, String> changes(JsonNode line) {
        return line.path("changes")
                .valueStream()
                .collect(Collectors.toMap(
                        change -> change.path("field").stringValue(),
                        change -> change.path("from") + " to " + change.path("to")));
    }

    private static String path(String task, String query) {
        return "/api/v1/audit/entities/task/" + task + "/" + query;
    }

    private static void refused(Answer answer, String errorCode) {
        assertThat(answer.errorCode()).isEqualTo(errorCode);
    }
}
