package com.startynk.sync.query.entity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.query.platform.UtcTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;

/** The entity table, which is the feed as well. */
public final class EntityRows {

    static final String COLUMNS = "e.entity_id, e.entity_type, e.project_id, e.version, e.data, e.deleted, e.position,"
            + " e.created_position, e.sequence_number, e.user_id, e.device_id, e.occurred_at";

    private final JdbcOperations jdbc;

    public EntityRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
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
        if (!entityIds.isEmpty()) {
            jdbc.query(
                    "SELECT " + COLUMNS + " FROM synced_entity e WHERE e.entity_id IN ("
                            + String.join(", ", Collections.nCopies(entityIds.size(), "?")) + ")",
                    row -> {
                        var entity = read(row);
                        found.put(entity.entityId(), entity);
                    },
                    entityIds.toArray());
        }
        return found;
    }

    /** The caller holds the lock of the feed's head and has read these rows since, so no condition is needed here. */
    public void save(Collection<EntityRow> rows) {
        jdbc.batchUpdate(
                """
                INSERT INTO synced_entity (entity_id, entity_type, project_id, version, data, deleted, position,
                    created_position, sequence_number, user_id, device_id, occurred_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON DUPLICATE KEY UPDATE version = VALUES(version), data = VALUES(data), deleted = VALUES(deleted),
                    position = VALUES(position), sequence_number = VALUES(sequence_number), user_id = VALUES(user_id),
                    device_id = VALUES(device_id), occurred_at = VALUES(occurred_at)
                """,
                rows.stream()
                        .map(row -> new Object[] {
                            row.entityId(),
                            row.entityType(),
                            row.projectId(),
                            row.version(),
                            row.data(),
                            row.deleted(),
                            row.position(),
                            row.createdPosition(),
                            row.sequence(),
                            row.userId().getBytes(UTF_8),
                            row.deviceId().getBytes(UTF_8),
                            UtcTimes.column(row.occurredAt())
                        })
                        .toList());
    }

    static EntityRow read(ResultSet row) throws SQLException {
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
