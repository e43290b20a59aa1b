package com.startynk.sync.query.replay;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.projection.EntityRowsProjection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** A project of Ada's in a read model that is changed behind its back; what a replay makes of it, and what Ada sees. */
final class TamperedModel {

    private final RunningQuerySide querySide;
    private final Site site;
    private final Caller ada = caller(newUser(), "WORKER");
    private final String project;

    TamperedModel(RunningQuerySide querySide) {
        this.querySide = querySide;
        site = new Site(querySide);
        project = site.project(ada.userId());
    }

    /** A query side that has the projection. */
    static RunningQuerySide start() {
        var querySide = RunningQuerySide.start(
                Map.of("startynk.limits.device-requests", "1000000", RunningQuerySide.TYPES, "src/test/entity-types"));
        await().until(() -> querySide.bean(HeldClaims.class).isHeld(EntityRowsProjection.GROUP));
        return querySide;
    }

    Site site() {
        return site;
    }

    Caller ada() {
        return ada;
    }

    String project() {
        return project;
    }

    void tamper(String sql, Object... values) {
        querySide
                .bean(TransactionOperations.class)
                .executeWithoutResult(
                        transaction -> querySide.bean(JdbcTemplate.class).update(sql, values));
    }

    List<Map<String, Object>> rows() {
        return querySide.bean(JdbcTemplate.class).queryForList("""
                SELECT entity_id, version, data, deleted, position, created_position, sequence_number
                FROM synced_entity ORDER BY entity_id
                """);
    }

    Replay.Progress replay() {
        return replay(null, null);
    }

    Replay.Progress replay(@Nullable String processor, @Nullable String from) {
        var replays = querySide.bean(Replays.class);
        replays.start(processor, From.parse(from));
        await().until(() -> !replays.progress().orElseThrow().state().equals("RUNNING"));
        return replays.progress().orElseThrow();
    }

    RunningQuerySide.Answer ask(String wanted) {
        return querySide.post("/api/v1/admin/replays", ADMIN, wanted);
    }

    JsonNode pull(String cursor) {
        return querySide
                .get("/api/v1/sync/updates?limit=1000" + (cursor == null ? "" : "&cursor=" + cursor), ada)
                .json();
    }

    String title(String task) {
        return querySide.get(path(task), ada).json().at("/data/title").stringValue();
    }

    static String path(String task) {
        return "/api/v1/entities/task/" + task;
    }

    static JsonNode change(JsonNode changes, String id) {
        return changes.valueStream()
                .filter(change -> change.get("entityId").stringValue().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
