package com.startynk.sync.query.cachepolicy;

import com.startynk.sync.catalog.EntityCatalog;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;

/** The cache policies of the declared types, where reports can join them. */
public final class CachePolicyRows {

    private final JdbcOperations jdbc;

    public CachePolicyRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** A type's policy, as devices are told it. */
    record Policy(
            String entityType,
            String strategy,
            long ttlSeconds,
            long staleSeconds,
            int maxEntries,
            boolean compress,
            boolean encrypt) {}

    static List<Policy> of(EntityCatalog catalog) {
        return catalog.types().stream()
                .map(type -> new Policy(
                        type.name(),
                        type.cache().strategy().name(),
                        type.cache().ttl().toSeconds(),
                        type.cache().stale().toSeconds(),
                        type.cache().maxEntries(),
                        type.cache().compress(),
                        type.cache().encrypt()))
                .toList();
    }

    /** Makes the table say what the declarations say. */
    public void replaceBy(EntityCatalog catalog, TransactionOperations transaction) {
        transaction.executeWithoutResult(status -> {
            jdbc.update("DELETE FROM cache_policy");
            jdbc.batchUpdate(
                    """
                    INSERT INTO cache_policy
                        (entity_type, strategy, ttl_seconds, stale_seconds, max_entries, compress, encrypt)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                    of(catalog).stream()
                            .map(policy -> new Object[] {
                                policy.entityType(),
                                policy.strategy(),
                                policy.ttlSeconds(),
                                policy.staleSeconds(),
                                policy.maxEntries(),
                                policy.compress(),
                                policy.encrypt()
                            })
                            .toList());
        });
    }
}
