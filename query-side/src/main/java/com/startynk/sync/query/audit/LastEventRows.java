package com.startynk.sync.query.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The last event of each entity that the read model has seen, laid beside the event store: the read model is a witness of ends
 * of streams that are no longer there.
 */
public final class LastEventRows {

    private static final int PAGE = 1000;

    private final JdbcOperations jdbc;

    public LastEventRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The last event of an entity that made a version.
     *
     * @param isStored whether the event store has it
     */
    public record LastEvent(String entityType, String entityId, long sequence, boolean isStored) {}

    /** A page of entities by their ids; an empty one is the end. */
    public List<LastEvent> after(String entityId) {
        return rows("entity_id > ? ORDER BY entity_id LIMIT " + PAGE, entityId);
    }

    /** One entity; null where the read model does not know it. */
    public @Nullable LastEvent of(String entityId) {
        return rows("entity_id = ?", entityId).stream().findFirst().orElse(null);
    }

    private List<LastEvent> rows(String which, String entityId) {
        return jdbc.query(
                "SELECT e.entity_type, e.entity_id, e.sequence_number, d.global_index IS NOT NULL"
                        + " FROM (SELECT entity_type, entity_id, sequence_number FROM synced_entity WHERE " + which
                        + ") e LEFT JOIN domain_event d"
                        + " ON d.aggregate_identifier = e.entity_id AND d.sequence_number = e.sequence_number"
                        + " ORDER BY e.entity_id",
                (row, n) -> new LastEvent(row.getString(1), row.getString(2), row.getLong(3), row.getBoolean(4)),
                entityId);
    }
}
