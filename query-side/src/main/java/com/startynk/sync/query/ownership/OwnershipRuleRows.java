package com.startynk.sync.query.ownership;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;

/** The declarations that the owners were made by, and the entities to make them of. */
public final class OwnershipRuleRows {

    private final JdbcOperations jdbc;

    public OwnershipRuleRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An entity to find the owner of.
     *
     * @param data JSON text of its fields
     */
    record Stored(String entityId, String projectId, long createdPosition, String data) {}

    /** Until the end of the transaction no batch of events is written. */
    void lockFeed() {
        jdbc.queryForList("SELECT position FROM feed_head WHERE only_row = 1 FOR UPDATE", Long.class);
    }

    /** The owner's field by entity type. */
    Map<String, String> known() {
        var known = new HashMap<String, String>();
        jdbc.query("SELECT entity_type, field FROM ownership_rule", row -> {
            known.put(row.getString(1), row.getString(2));
        });
        return known;
    }

    void add(String entityType, String field) {
        jdbc.update("INSERT INTO ownership_rule (entity_type, field) VALUES (?, ?)", entityType, field);
    }

    void remove(String entityType) {
        jdbc.update("DELETE FROM ownership_rule WHERE entity_type = ?", entityType);
        jdbc.update("DELETE FROM ownership WHERE entity_type = ?", entityType);
    }

    List<Stored> stored(String entityType, String afterId, int limit) {
        return jdbc.query(
                "SELECT entity_id, project_id, created_position, data FROM synced_entity"
                        + " WHERE entity_type = ? AND entity_id > ? ORDER BY entity_id LIMIT ?",
                (row, n) -> new Stored(row.getString(1), row.getString(2), row.getLong(3), row.getString(4)),
                entityType,
                afterId,
                limit);
    }
}
