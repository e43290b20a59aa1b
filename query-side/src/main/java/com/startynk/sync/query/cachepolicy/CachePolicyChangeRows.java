package com.startynk.sync.query.cachepolicy;

import com.startynk.sync.catalog.CachePolicyChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** What was changed of cache policies at run time. */
public final class CachePolicyChangeRows {

    private final JdbcOperations jdbc;

    public CachePolicyChangeRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * All of them.
     *
     * @param changes how many changes they have come from
     */
    record Changes(long changes, Map<String, CachePolicyChange> byType) {

        Changes {
            byType = Map.copyOf(byType);
        }
    }

    /** An older change than the one that is there changes nothing, so that events may come again. */
    void save(String entityType, long changes, CachePolicyChange change) {
        var strategy = change.strategy();
        jdbc.update(
                """
                INSERT INTO cache_policy_change
                    (entity_type, changes, strategy, ttl_seconds, max_entries, compress, encrypt)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON DUPLICATE KEY UPDATE
                    strategy = IF(VALUES(changes) > changes, VALUES(strategy), strategy),
                    ttl_seconds = IF(VALUES(changes) > changes, VALUES(ttl_seconds), ttl_seconds),
                    max_entries = IF(VALUES(changes) > changes, VALUES(max_entries), max_entries),
                    compress = IF(VALUES(changes) > changes, VALUES(compress), compress),
                    encrypt = IF(VALUES(changes) > changes, VALUES(encrypt), encrypt),
                    changes = GREATEST(VALUES(changes), changes)
                """,
                entityType,
                changes,
                strategy == null ? null : strategy.name(),
                change.ttlSeconds(),
                change.maxEntries(),
                change.compress(),
                change.encrypt());
    }

    Changes all() {
        var byType = new HashMap<String, CachePolicyChange>();
        var changes = jdbc
                .query("""
                        SELECT entity_type, changes, strategy, ttl_seconds, max_entries, compress, encrypt
                        FROM cache_policy_change
                        """, (row, n) -> {
                    byType.put(row.getString(1), change(row));
                    return row.getLong(2);
                })
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return new Changes(changes, byType);
    }

    private static CachePolicyChange change(ResultSet row) throws SQLException {
        return CachePolicyChange.of(
                row.getString(3),
                value(row, 4, ResultSet::getLong),
                value(row, 5, ResultSet::getInt),
                value(row, 6, ResultSet::getBoolean),
                value(row, 7, ResultSet::getBoolean));
    }

    private interface Getter<T> {
        T get(ResultSet row, int column) throws SQLException;
    }

    private static <T> @Nullable T value(ResultSet row, int column, Getter<T> getter) throws SQLException {
        var value = getter.get(row, column);
        return row.wasNull() ? null : value;
    }
}
