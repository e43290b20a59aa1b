package com.startynk.sync.query.entity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.catalog.OwnerKey;
import com.startynk.sync.protocol.person.RecordsAbout;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Entities by the person whom they are about; a read of a whole type, made for what is rare. */
public final class PersonRows {

    private static final String SELECT =
            "SELECT e.entity_type, e.entity_id, e.project_id FROM synced_entity e WHERE e.entity_type = ? AND ";

    private final JdbcOperations jdbc;

    public PersonRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Deleted ones whose rows are no more. */
    List<RecordsAbout.Found> purgedAbout(String userId, String entityType) {
        return jdbc.query(
                "SELECT e.entity_type, e.entity_id, e.project_id FROM purged_entity e"
                        + " WHERE e.subject = ? AND e.entity_type = ?",
                PersonRows::found,
                OwnerKey.of(userId).getBytes(UTF_8),
                entityType);
    }

    /** @param field that holds the person's id; null where the entity's own id is that */
    List<RecordsAbout.Found> about(String userId, String entityType, @Nullable String field) {
        return field == null
                ? jdbc.query(SELECT + "e.entity_id = ?", PersonRows::found, entityType, OwnerKey.of(userId))
                : jdbc.query(
                        SELECT + JsonSql.text(field) + " IN (?, ?, ?)",
                        PersonRows::found,
                        entityType,
                        userId.getBytes(UTF_8),
                        OwnerKey.of(userId).getBytes(UTF_8),
                        inCapitals(userId).getBytes(UTF_8));
    }

    /** Ids are compared as {@link OwnerKey} does; devices write UUIDs in small letters or in capitals. */
    private static String inCapitals(String userId) {
        var capitals = userId.toUpperCase(Locale.ROOT);
        return OwnerKey.of(capitals).equals(OwnerKey.of(userId)) ? capitals : userId;
    }

    private static RecordsAbout.Found found(ResultSet row, int number) throws SQLException {
        return new RecordsAbout.Found(row.getString(1), row.getString(2), row.getString(3));
    }
}
