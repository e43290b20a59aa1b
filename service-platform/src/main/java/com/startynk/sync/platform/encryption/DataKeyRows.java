package com.startynk.sync.platform.encryption;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code data_key}. */
final class DataKeyRows {

    private final JdbcClient jdbc;

    DataKeyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An entity's key.
     *
     * @param wrapped in base64; null once it is destroyed
     * @param settled whether something is known to be stored under it
     */
    record Row(String entityId, String masterKey, @Nullable String wrapped, boolean settled, Instant createdAt) {}

    List<Row> find(Collection<String> entityIds) {
        return jdbc.sql(
                        "SELECT entity_id, master_key, wrapped, settled, created_at FROM data_key WHERE entity_id IN (:ids)")
                .param("ids", entityIds)
                .query(DataKeyRows::row)
                .list();
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("entity_id"),
                row.getString("master_key"),
                row.getString("wrapped"),
                row.getBoolean("settled"),
                row.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }

    /** Where a key was made meanwhile, that one stays. */
    void insertIfMissing(List<Row> rows, Instant at) {
        for (var row : rows) {
            jdbc.sql("""
                            INSERT INTO data_key (entity_id, master_key, wrapped, created_at)
                            VALUES (:id, :master, :wrapped, :at) ON DUPLICATE KEY UPDATE entity_id = entity_id
                            """)
                    .param("id", row.entityId())
                    .param("master", row.masterKey())
                    .param("wrapped", row.wrapped())
                    .param("at", utc(at))
                    .update();
        }
    }

    /** Keeps unsettled keys that are about to be used from being swept. Answers whether there still was one. */
    boolean touch(String entityId, Instant at) {
        return jdbc.sql("UPDATE data_key SET created_at = :at WHERE entity_id = :id")
                        .param("at", utc(at))
                        .param("id", entityId)
                        .update()
                > 0;
    }

    /** For ever; also of entities that have none yet, so that they never get one. */
    void destroy(Collection<String> entityIds, String masterKey, Instant at) {
        for (var id : entityIds) {
            jdbc.sql("""
                            INSERT INTO data_key (entity_id, master_key, wrapped, created_at, destroyed_at)
                            VALUES (:id, :master, NULL, :at, :at)
                            ON DUPLICATE KEY UPDATE wrapped = NULL, destroyed_at = COALESCE(destroyed_at, VALUES(destroyed_at))
                            """)
                    .param("id", id)
                    .param("master", masterKey)
                    .param("at", utc(at))
                    .update();
        }
    }

    /** The master keys that are needed to read what is stored. */
    Set<String> masterKeys() {
        return Set.copyOf(jdbc.sql("SELECT DISTINCT master_key FROM data_key WHERE wrapped IS NOT NULL")
                .query(String.class)
                .list());
    }

    /** One of the keys that a master key wraps. */
    Optional<Row> anyUnder(String masterKey) {
        return under(List.of(masterKey), "", 1).stream().findFirst();
    }

    /** Some of the keys that these master keys wrap, in the order of their entities, after one of them. */
    List<Row> under(Collection<String> masterKeys, String after, int limit) {
        return jdbc.sql("""
                        SELECT entity_id, master_key, wrapped, settled, created_at FROM data_key
                        WHERE master_key IN (:masters) AND wrapped IS NOT NULL AND entity_id > :after
                        ORDER BY entity_id LIMIT :limit
                        """)
                .param("masters", masterKeys)
                .param("after", after)
                .param("limit", limit)
                .query(DataKeyRows::row)
                .list();
    }

    /** Never brings a destroyed key back. */
    void rewrap(Row before, Row after) {
        jdbc.sql("""
                        UPDATE data_key SET master_key = :after, wrapped = :wrapped
                        WHERE entity_id = :id AND master_key = :before AND wrapped IS NOT NULL
                        """)
                .param("after", after.masterKey())
                .param("wrapped", after.wrapped())
                .param("id", after.entityId())
                .param("before", before.masterKey())
                .update();
    }
}
