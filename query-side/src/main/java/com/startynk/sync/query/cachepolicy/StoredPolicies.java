package com.startynk.sync.query.cachepolicy;

import com.startynk.sync.catalog.CachePolicies;
import com.startynk.sync.catalog.CachePolicyChange;
import com.startynk.sync.catalog.EntityCatalog;
import org.springframework.transaction.support.TransactionOperations;

/** The policies as the database knows them: the catalog of this process, and over it the changes of all. */
public final class StoredPolicies {

    private final EntityCatalog catalog;
    private final CachePolicyChangeRows changes;
    private final CachePolicyRows shown;

    public StoredPolicies(EntityCatalog catalog, CachePolicyChangeRows changes, CachePolicyRows shown) {
        this.catalog = catalog;
        this.changes = changes;
        this.shown = shown;
    }

    CachePolicies read() {
        var found = changes.all();
        return new CachePolicies(catalog, found.changes(), found.byType());
    }

    /** In the caller's transaction. */
    void change(String entityType, long count, CachePolicyChange change) {
        changes.save(entityType, count, change);
        shown.replaceBy(read());
    }

    /** To be called at the start: declarations may be others than at the last one. */
    public void show(TransactionOperations transaction) {
        transaction.executeWithoutResult(status -> shown.replaceBy(read()));
    }
}
