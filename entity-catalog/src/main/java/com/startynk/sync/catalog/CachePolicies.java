package com.startynk.sync.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.protocol.cachepolicy.CachePolicyView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cache policies that hold: what is declared, and over it what was changed at run time. Immutable. */
public final class CachePolicies {

    private static final int DIGEST_BYTES = 4;

    private final EntityCatalog catalog;
    private final long changes;
    private final Map<String, CachePolicyChange> changed;
    private final String version;

    /**
     * @param changes how many changes there have been at run time
     * @param changed what they have come to, by type; types that are not declared any more do no harm
     */
    public CachePolicies(EntityCatalog catalog, long changes, Map<String, CachePolicyChange> changed) {
        this.catalog = catalog;
        this.changes = changes;
        this.changed = Map.copyOf(changed);
        this.version = changes + "-" + digest(catalog);
    }

    /** How many changes there have been at run time. */
    public long changes() {
        return changes;
    }

    /**
     * Another text whenever another policy may hold: it counts the changes and knows the declarations. The same on all nodes that
     * have the same declarations.
     */
    public String version() {
        return version;
    }

    public CachePolicy of(EntityType type) {
        return changeOf(type.name()).map(change -> change.of(type.cache())).orElse(type.cache());
    }

    /** What was changed of a type's policy; empty when it is as declared. */
    public Optional<CachePolicyChange> changeOf(String entityType) {
        return Optional.ofNullable(changed.get(entityType)).filter(change -> !change.isNothing());
    }

    /** A type's policy, as clients are told it. */
    public CachePolicyView shown(EntityType type) {
        return shown(type.name(), of(type));
    }

    /** All of them, by name. */
    public List<CachePolicyView> shown() {
        return catalog.types().stream().map(this::shown).toList();
    }

    private static CachePolicyView shown(String name, CachePolicy policy) {
        return new CachePolicyView(
                name,
                policy.strategy().name(),
                policy.ttl().toSeconds(),
                policy.stale().toSeconds(),
                policy.maxEntries(),
                policy.compress(),
                policy.encrypt());
    }

    private static String digest(EntityCatalog catalog) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            catalog.types().forEach(type -> sha.update(text(type).getBytes(UTF_8)));
            return HexFormat.of().formatHex(Arrays.copyOf(sha.digest(), DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String text(EntityType type) {
        var cache = type.cache();
        return String.join(
                "|",
                type.name(),
                cache.strategy().name(),
                cache.ttl().toString(),
                Integer.toString(cache.maxEntries()),
                Boolean.toString(cache.compress()),
                Boolean.toString(cache.encrypt()),
                "\n");
    }
}
