package com.startynk.sync.query.deadletter;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A table that does not take some rows until it is mended, and what an admin sees of that. */
final class Poisoning implements AutoCloseable {

    static final String VALUES = "23000";
    static final String DEADLOCK = "40001";

    private final RunningQuerySide querySide;
    private final String name;

    private Poisoning(RunningQuerySide querySide, String name) {
        this.querySide = querySide;
        this.name = name;
    }

    /** Refuses rows of a table of which a column contains a word. */
    static Poisoning of(RunningQuerySide querySide, String table, String column, String word, String sqlState) {
        var name = "no_" + word;
        querySide.execute("CREATE TRIGGER " + name + " BEFORE INSERT ON " + table + " FOR EACH ROW IF NEW." + column
                + " LIKE '%" + word + "%' THEN SIGNAL SQLSTATE '" + sqlState + "' SET MESSAGE_TEXT = 'no " + word
                + " here'; END IF");
        return new Poisoning(querySide, name);
    }

    static Poisoning ofEntities(RunningQuerySide querySide, String word) {
        return of(querySide, "synced_entity", "data", word, VALUES);
    }

    /** The defect is mended. */
    @Override
    public void close() {
        mendedBy(querySide);
    }

    /** The same by another node. */
    void mendedBy(RunningQuerySide node) {
        node.execute("DROP TRIGGER " + name);
    }

    static List<JsonNode> heads(RunningQuerySide querySide, Caller admin) {
        return querySide
                .get("/api/v1/admin/projections/dead-letters", admin)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    static List<JsonNode> retry(RunningQuerySide querySide, Caller admin) {
        return querySide
                .post("/api/v1/admin/projections/dead-letters/retry", admin, "{}")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    static long count(RunningQuerySide querySide, String sql, Object... values) {
        return querySide.bean(JdbcTemplate.class).queryForObject(sql, Long.class, values);
    }
}
