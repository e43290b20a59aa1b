package com.startynk.sync.query.retention;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.platform.database.BulkRows;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;

/** Entities whose tombstones are no more. */
public final class PurgedRows {

    private final JdbcOperations jdbc;
    private final BulkRows<Purged> all;

    public PurgedRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.all = new BulkRows<>(
                jdbc,
                "INSERT INTO purged_entity (entity_id, entity_type, project_id, version, position, created_position,"
                        + " sequence_number, subject)",
                "(?, ?, ?, ?, ?, ?, ?, ?)",
                "version = VALUES(version), position = VALUES(position), created_position = VALUES(created_position),"
                        + " sequence_number = VALUES(sequence_number), subject = VALUES(subject)",
                PurgedRows::set);
    }

    void save(List<Purged> purged) {
        all.save(purged);
    }

    /** Those of these that there are, by their ids. */
    public Map<String, Purged> find(Collection<String> entityIds) {
        var found = new HashMap<String, Purged>();
        if (!entityIds.isEmpty()) {
            jdbc.query(
                    "SELECT entity_id, entity_type, project_id, version, position, created_position, sequence_number,"
                            + " subject FROM purged_entity WHERE entity_id IN (" + marks(entityIds) + ")",
                    row -> {
                        var purged = read(row);
                        found.put(purged.entityId(), purged);
                    },
                    entityIds.toArray());
        }
        return found;
    }

    /** To be called when they have rows again. */
    public void forget(Collection<String> entityIds) {
        if (!entityIds.isEmpty()) {
            jdbc.update("DELETE FROM purged_entity WHERE entity_id IN (" + marks(entityIds) + ")", entityIds.toArray());
        }
    }

    private static String marks(Collection<?> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }

    private static void set(Purged purged, PreparedStatement statement, int first) throws SQLException {
        var at = first;
        var subject = purged.subject();
        statement.setString(at++, purged.entityId());
        statement.setString(at++, purged.entityType());
        statement.setString(at++, purged.projectId());
        statement.setLong(at++, purged.version());
        statement.setLong(at++, purged.position());
        statement.setLong(at++, purged.createdPosition());
        statement.setLong(at++, purged.sequence());
        statement.setBytes(at, subject == null ? null : subject.getBytes(UTF_8));
    }

    private static Purged read(ResultSet row) throws SQLException {
        var subject = row.getBytes(8);
        return new Purged(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                subject == null ? null : new String(subject, UTF_8));
    }
}
