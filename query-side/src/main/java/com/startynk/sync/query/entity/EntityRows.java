package com.startynk.sync.query.entity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.platform.database.BulkRows;
import com.startynk.sync.platform.database.KeyLists;
import com.startynk.sync.query.platform.UtcTimes;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The entity table, which is the feed as well. */
public final class EntityRows {

    private static final int IDS_PER_STATEMENT = 256;

    public static final String COLUMNS =
            "e.entity_id, e.entity_type, e.project_id, e.version, e.data, e.deleted, e.position,"
                    + " e.created_position, e.sequence_number, e.user_id, e.device_id, e.occurred_at";

    private final JdbcOperations jdbc;
    private final BulkRows<EntityRow> all;

    public EntityRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.all = new BulkRows<>(jdbc, """
                INSERT INTO synced_entity (entity_id, entity_type, project_id, version, data, deleted, position,
                    created_position, sequence_number, user_id, device_id, occurred_at)
                """, "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", """
                version = VALUES(version), data = VALUES(data), deleted = VALUES(deleted), position = VALUES(position),
                sequence_number = VALUES(sequence_number), user_id = VALUES(user_id), device_id = VALUES(device_id),
                occurred_at = VALUES(occurred_at)
                """, EntityRows::set);
    }

    Optional<EntityRow> find(String entityId) {
        return jdbc
                .query(
                        "SELECT " + COLUMNS + " FROM synced_entity e WHERE e.entity_id = ?",
                        (row, n) -> read(row),
                        entityId)
                .stream()
                .findFirst();
    }

    public Map<String, EntityRow> find(Collection<String> entityIds) {
        var found = new HashMap<String, EntityRow>();
        var ids = List.copyOf(entityIds);
        for (var at = 0; at < ids.size(); at += IDS_PER_STATEMENT) {
            find(ids.subList(at, Math.min(ids.size(), at + IDS_PER_STATEMENT)), found);
        }
        return found;
    }

    private void find(List<String> ids, Map<String, EntityRow> found) {
        var padded = KeyLists.padded(ids);
        jdbc.query(
                "SELECT " + COLUMNS + " FROM synced_entity e WHERE e.entity_id IN ("
                        + String.join(", ", Collections.nCopies(padded.size(), "?")) + ")",
                row -> {
                    var entity = read(row);
                    found.put(entity.entityId(), entity);
                },
                padded.toArray());
    }

    /** All rows with ids above one and up to another, by id; null is the end of all. */
    public Map<String, EntityRow> between(String after, @Nullable String last) {
        var found = new LinkedHashMap<String, EntityRow>();
        jdbc.query(
                "SELECT " + COLUMNS + " FROM synced_entity e WHERE e.entity_id > ?"
                        + (last == null ? "" : " AND e.entity_id <= ?") + " ORDER BY e.entity_id",
                row -> {
                    var entity = read(row);
                    found.put(entity.entityId(), entity);
                },
                last == null ? new Object[] {after} : new Object[] {after, last});
        return found;
    }

    /** The first rows behind a place of the feed, in its order. */
    public List<EntityRow> after(long position, int limit) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM synced_entity e FORCE INDEX (whole_feed) WHERE e.position > ?"
                        + " ORDER BY e.position LIMIT ?",
                (row, n) -> read(row),
                position,
                limit);
    }

    /** The caller holds the lock of the feed's head and has read these rows since, so no condition is needed here. */
    public void save(List<EntityRow> rows) {
        all.save(rows);
    }

    /** The caller holds the lock of the feed's head. */
    public void delete(Collection<String> entityIds) {
        if (!entityIds.isEmpty()) {
            jdbc.update(
                    "DELETE FROM synced_entity WHERE entity_id IN ("
                            + String.join(", ", Collections.nCopies(entityIds.size(), "?")) + ")",
                    entityIds.toArray());
        }
    }

    private static void set(EntityRow row, PreparedStatement statement, int first) throws SQLException {
        var at = first;
        statement.setString(at++, row.entityId());
        statement.setString(at++, row.entityType());
        statement.setString(at++, row.projectId());
        statement.setLong(at++, row.version());
        statement.setString(at++, row.data());
        statement.setBoolean(at++, row.deleted());
        statement.setLong(at++, row.position());
        statement.setLong(at++, row.createdPosition());
        statement.setLong(at++, row.sequence());
        statement.setBytes(at++, row.userId().getBytes(UTF_8));
        statement.setBytes(at++, row.deviceId().getBytes(UTF_8));
        statement.setObject(at, UtcTimes.column(row.occurredAt()));
    }

    /** Reads the columns above, which are the first of the row. */
    public static EntityRow read(ResultSet row) throws SQLException {
        return new EntityRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getBoolean(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                new String(row.getBytes(10), UTF_8),
                new String(row.getBytes(11), UTF_8),
                UtcTimes.instant(row.getObject(12, LocalDateTime.class)));
    }
}
