package com.startynk.sync.query.entity;

import com.startynk.sync.catalog.OwnerKey;
import com.startynk.sync.protocol.person.RecordsAbout;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Entities by the person whom they are about; a read of a whole type, made for what is rare. */
public final class PersonRows {

    private static final String COLUMNS = "SELECT e.entity_type, e.entity_id, e.project_id";
    private static final String OF_TYPE = " FROM synced_entity e WHERE e.entity_type = ? AND ";

    private final JdbcOperations jdbc;

    public PersonRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** @param field that holds the person's id; null where the entity's own id is that */
    List<RecordsAbout.Found> about(String userId, String entityType, @Nullable String field) {
        return field == null
                ? jdbc.query(COLUMNS + OF_TYPE + "e.entity_id = ?", PersonRows::found, entityType, OwnerKey.of(userId))
                : about(userId, entityType, JsonSql.unquoted(field), OwnerKey.of(userId));
    }

    /** The database may take more for the same than {@link OwnerKey}, and never less. */
    private List<RecordsAbout.Found> about(String userId, String entityType, String person, String key) {
        return jdbc
                .query(
                        COLUMNS + ", " + person + OF_TYPE + "LOWER(" + person + ") = LOWER(?)",
                        PersonRows::candidate,
                        entityType,
                        userId)
                .stream()
                .filter(candidate -> OwnerKey.of(candidate.person()).equals(key))
                .map(Candidate::found)
                .toList();
    }

    private record Candidate(RecordsAbout.Found found, String person) {}

    private static Candidate candidate(ResultSet row, int number) throws SQLException {
        return new Candidate(found(row, number), row.getString(4));
    }

    private static RecordsAbout.Found found(ResultSet row, int number) throws SQLException {
        return new RecordsAbout.Found(row.getString(1), row.getString(2), row.getString(3));
    }
}
