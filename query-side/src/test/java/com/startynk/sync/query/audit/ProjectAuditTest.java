package com.startynk.sync.query.audit;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProjectAuditTest {

    private final RunningQuerySide querySide = RunningQuerySide.shared();
    private final Site site = new Site(querySide);
    private final Caller mara = caller(newUser(), Caller.PROJECT_MANAGER);
    private final Caller ben = caller(newUser(), "WORKER");
    private final String project = site.project(mara.userId(), ben.userId());

    @Test
    void tellsEverythingOfAProjectOldestFirstAndNothingOfOthers() {
        var elsewhere = site.project();
        var made = new ArrayList<>(List.of(project));
        for (var n = 0; n < 5; n++) {
            made.add(site.task(project, Map.of("title", "t" + n)));
            site.task(elsewhere);
        }
        site.change(made.get(1), Map.of("title", "new"));
        site.acknowledge(made.get(1));
        made.add(made.get(1));

        var answer = querySide.get(path(""), mara);

        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        var lines = lines(answer.body());
        assertThat(lines.stream().map(line -> line.path("entityId").stringValue()))
                .containsExactlyElementsOf(made);
        var last = lines.get(lines.size() - 1).path("changes").get(0);
        assertThat(last.path("from").stringValue()).isEqualTo("t0");
        assertThat(last.path("to").stringValue()).isEqualTo("new");
    }

    @Test
    void tellsWhatATimeCoversAndTheValuesFromBeforeIt() {
        var task = site.task(project, Map.of("title", "before"));
        site.change(task, Map.of("title", "after"));
        var change = lines(querySide.get(path(""), mara).body()).get(2);
        var at = change.path("occurredAt").stringValue();

        var since = lines(querySide.get(path("&from=" + at), mara).body());
        var until = lines(querySide.get(path("&to=" + at), mara).body());

        assertThat(since).last().isEqualTo(change);
        assertThat(until).doesNotContain(change);
        assertThat(until.size() + since.size()).isEqualTo(3);
        assertThat(lines(querySide
                        .get(path("&from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z"), mara)
                        .body()))
                .isEmpty();
    }

    @Test
    void tellsTheSameInManyPagesAsInOne() {
        var tasks = new ArrayList<String>();
        site.together(() -> IntStream.range(0, 150).forEach(n -> tasks.add(site.task(project, Map.of("title", "0")))));
        site.together(() -> tasks.forEach(task -> site.change(task, Map.of("title", "1"))));
        site.together(() -> tasks.forEach(task -> site.change(task, Map.of("title", "2"))));

        var lines = lines(querySide.get(path(""), mara).body());

        assertThat(lines).hasSize(1 + 3 * 150);
        assertThat(lines.subList(301, 451)).allSatisfy(line -> {
            assertThat(line.path("changes").get(0).path("from").stringValue()).isEqualTo("1");
            assertThat(line.path("changes").get(0).path("to").stringValue()).isEqualTo("2");
        });
    }

    @Test
    void isForTheProjectsManagersAndAdmins() {
        assertThat(querySide.get(path(""), ben).errorCode()).isEqualTo("FORBIDDEN");
        assertThat(querySide
                        .get(path(""), caller(newUser(), Caller.PROJECT_MANAGER))
                        .errorCode())
                .isEqualTo("FORBIDDEN");
        assertThat(querySide
                        .get("/api/v1/audit/events?projectId=" + UUID.randomUUID(), mara)
                        .errorCode())
                .isEqualTo("FORBIDDEN");
        assertThat(querySide
                        .get("/api/v1/audit/events?projectId=" + UUID.randomUUID(), ADMIN)
                        .errorCode())
                .isEqualTo("NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?from=yesterday",
                "?to=2026-13-01T00:00:00Z",
                "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                ""
            })
    void refusesNonsenseByName(String query) {
        var named = query.isEmpty() ? "" : query + "&projectId=" + project;
        var answer = querySide.get("/api/v1/audit/events" + named, mara);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("INVALID_INPUT");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("errors")).hasSize(1);
    }

    private String path(String query) {
        return "/api/v1/audit/events?projectId=" + project + query;
    }

    private static List<JsonNode> lines(String body) {
        var json = new JsonMapper();
        return body.lines().map(json::readTree).toList();
    }
}
