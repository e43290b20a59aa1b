package com.startynk.sync.query.cachepolicy;

import com.startynk.sync.catalog.CachePolicies;
import com.startynk.sync.catalog.CachePolicy;
import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import java.util.Map;

/** The policies that this process goes by: those that are declared, until it has looked. */
public final class KnownPolicies {

    private volatile CachePolicies policies;

    public KnownPolicies(EntityCatalog catalog) {
        policies = new CachePolicies(catalog, 0, Map.of());
    }

    public CachePolicy of(EntityType type) {
        return policies.of(type);
    }

    /** Another text whenever other policies may hold. */
    public String version() {
        return policies.version();
    }

    CachePolicies all() {
        return policies;
    }

    void take(CachePolicies found) {
        policies = found;
    }
}
