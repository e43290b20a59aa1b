package com.startynk.sync.query.cachepolicy;

import com.startynk.sync.catalog.CachePolicies;
import com.startynk.sync.protocol.cachepolicy.CachePolicyView;
import java.util.Collections;
import org.springframework.jdbc.core.JdbcOperations;

/** The cache policies that hold, where reports can join them. */
public final class CachePolicyRows {

    private final JdbcOperations jdbc;

    public CachePolicyRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the table say what holds. To be called in a transaction; rows are locked in one order, so nobody waits in a circle. */
    void replaceBy(CachePolicies policies) {
        var shown = policies.shown();
        jdbc.batchUpdate("""
                INSERT INTO cache_policy
                    (entity_type, strategy, ttl_seconds, stale_seconds, max_entries, compress, encrypt)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON DUPLICATE KEY UPDATE
                    strategy = VALUES(strategy), ttl_seconds = VALUES(ttl_seconds), stale_seconds = VALUES(stale_seconds),
                    max_entries = VALUES(max_entries), compress = VALUES(compress), encrypt = VALUES(encrypt)
                """, shown.stream().map(CachePolicyRows::values).toList());
        var names = shown.stream().map(CachePolicyView::entityType).toArray();
        jdbc.update(
                "DELETE FROM cache_policy WHERE entity_type NOT IN ("
                        + String.join(", ", Collections.nCopies(names.length, "?")) + ")",
                names);
    }

    private static Object[] values(CachePolicyView policy) {
        return new Object[] {
            policy.entityType(),
            policy.strategy(),
            policy.ttlSeconds(),
            policy.staleSeconds(),
            policy.maxEntries(),
            policy.compress(),
            policy.encrypt()
        };
    }
}
