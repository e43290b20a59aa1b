package com.startynk.sync.query.audit;

import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static com.startynk.sync.query.audit.EntityAuditTest.conflict;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FieldAuditTest {

    private final RunningQuerySide querySide = RunningQuerySide.shared();
    private final Site site = new Site(querySide);
    private final Caller mara = caller(newUser(), Caller.PROJECT_MANAGER);
    private final Caller ben = caller(newUser(), "WORKER");
    private final Caller ida = caller(newUser(), "FOREMAN");
    private final String project = site.project(mara.userId(), ben.userId(), ida.userId());

    @Test
    void tellsWhoSetTheValueThatItHasNow() {
        var task = site.by(ben).task(project, Map.of("title", "a", "progress", 5));
        site.by(ida).change(task, Map.of("title", "b"));
        site.by(mara).change(task, Map.of("progress", 7));

        var lines = lines(task, "title");

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).path("to").stringValue()).isEqualTo("b");
        assertThat(lines.get(0).path("from").stringValue()).isEqualTo("a");
        assertThat(lines.get(0).path("stored").booleanValue()).isTrue();
        assertThat(lines.get(0).path("version").longValue()).isEqualTo(2);
        assertThat(lines.get(0).path("changedBy").path("userId").stringValue()).isEqualTo(ida.userId());
        assertThat(lines.get(0).path("changedBy").path("deviceId").stringValue())
                .isEqualTo(ida.deviceId());
        assertThat(lines.get(0).path("conflict").isNull()).isTrue();
        assertThat(lines.get(1).path("from").isNull()).isTrue();
    }

    @Test
    void tellsTheRuleAndBothSidesOfAMergeThatKeptIt() {
        var task = site.by(ben).task(project, Map.of("title", "a", "progress", 60));
        var met = new DetectedConflict(
                UUID.randomUUID(),
                "MERGE",
                ConflictResolution.MERGED,
                List.of(new ContestedField("progress", 10, 40, 60, 60)));
        site.by(ida).change(task, Map.of("title", "b"), met);

        var kept = lines(task, "progress").get(0);

        assertThat(kept.path("stored").booleanValue()).isFalse();
        assertThat(kept.path("to").intValue()).isEqualTo(60);
        assertThat(kept.path("changedBy").path("userId").stringValue()).isEqualTo(ida.userId());
        assertThat(kept.path("conflict").path("strategy").stringValue()).isEqualTo("MERGE");
        assertThat(kept.path("conflict").path("rule").stringValue()).isEqualTo("MAX");
        assertThat(kept.path("conflict").path("resolution").stringValue()).isEqualTo("MERGED");
        assertThat(kept.path("conflict").path("base").intValue()).isEqualTo(10);
        assertThat(kept.path("conflict").path("client").intValue()).isEqualTo(40);
        assertThat(kept.path("conflict").path("server").intValue()).isEqualTo(60);
    }

    @Test
    void tellsAConflictThatWaitedAndWhoDecidedIt() {
        var task = site.by(ben).task(project, Map.of("title", "server"));
        var met = conflict(ConflictResolution.PENDING);
        site.by(ida).conflict(task, met);
        site.by(mara).resolve(task, met.conflictId(), ConflictResolution.CLIENT, Map.of("title", "client"));

        var lines = lines(task, "title");

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).path("changedBy").path("userId").stringValue()).isEqualTo(mara.userId());
        assertThat(lines.get(0).path("to").stringValue()).isEqualTo("client");
        assertThat(lines.get(0).path("conflict").path("resolution").stringValue())
                .isEqualTo("CLIENT");
        assertThat(lines.get(0).path("conflict").path("strategy").stringValue()).isEqualTo("MANUAL_RESOLVE");
        assertThat(lines.get(0).path("conflict").path("rule").isNull()).isTrue();
        assertThat(lines.get(1).path("stored").booleanValue()).isFalse();
        assertThat(lines.get(1).path("conflict").path("resolution").stringValue())
                .isEqualTo("PENDING");
        assertThat(lines.get(1).path("changedBy").path("userId").stringValue()).isEqualTo(ida.userId());
    }

    @Test
    void tellsOfADeletionThatTheFieldWentToo() {
        var task = site.task(project, Map.of("title", "a"));
        site.delete(task);

        var lines = lines(task, "title");

        assertThat(lines.get(0).path("from").stringValue()).isEqualTo("a");
        assertThat(lines.get(0).path("to").isNull()).isTrue();
    }

    @Test
    void leadsThroughPagesNewestFirst() {
        var task = site.task(project, Map.of("title", "1"));
        for (var n = 2; n <= 5; n++) {
            site.change(task, Map.of("title", Integer.toString(n)));
        }

        var found = new ArrayList<String>();
        var page = page(task, "title?limit=2");
        page.path("items").forEach(line -> found.add(line.path("to").stringValue()));
        while (page.path("nextCursor").isString()) {
            page = page(task, "title?limit=2&cursor=" + page.path("nextCursor").stringValue());
            page.path("items").forEach(line -> found.add(line.path("to").stringValue()));
        }

        assertThat(found).containsExactly("5", "4", "3", "2", "1");
    }

    @Test
    void knowsNoFieldThatIsNotDeclared() {
        var task = site.task(project, Map.of("title", "a"));

        assertThat(querySide.get(path(task, "colour"), mara).errorCode()).isEqualTo("NOT_FOUND");
    }

    private List<JsonNode> lines(String task, String field) {
        return page(task, field).path("items").valueStream().toList();
    }

    private JsonNode page(String task, String query) {
        return querySide.get(path(task, query), mara).json();
    }

    private static String path(String task, String query) {
        return "/api/v1/audit/entities/task/" + task + "/fields/" + query;
    }
}
