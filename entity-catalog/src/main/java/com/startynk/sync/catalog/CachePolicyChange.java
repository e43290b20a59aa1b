package com.startynk.sync.catalog;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was changed of a type's cache policy at run time. What is null is as declared, also when the declaration changes.
 *
 * @param ttlSeconds within the bounds of {@link CachePolicy#ttl}
 * @param maxEntries within the bounds of {@link CachePolicy#maxEntries}
 */
public record CachePolicyChange(
        @Nullable CacheStrategy strategy,
        @Nullable Long ttlSeconds,
        @Nullable Integer maxEntries,
        @Nullable Boolean compress,
        @Nullable Boolean encrypt) {

    /** Everything is as declared. */
    public static final CachePolicyChange NOTHING = new CachePolicyChange(null, null, null, null, null);

    public CachePolicyChange {
        if (ttlSeconds != null && (ttlSeconds < 1 || ttlSeconds > CachePolicy.MAX_TTL.toSeconds())) {
            throw new IllegalArgumentException("no time to live: " + ttlSeconds);
        }
        if (maxEntries != null && (maxEntries < 1 || maxEntries > CachePolicy.MAX_ENTRIES)) {
            throw new IllegalArgumentException("no number of entries: " + maxEntries);
        }
    }

    /**
     * The same of values as they are stored.
     *
     * @param strategy the name of a {@link CacheStrategy}
     */
    public static CachePolicyChange of(
            @Nullable String strategy,
            @Nullable Long ttlSeconds,
            @Nullable Integer maxEntries,
            @Nullable Boolean compress,
            @Nullable Boolean encrypt) {
        return new CachePolicyChange(known(strategy), ttlSeconds, maxEntries, compress, encrypt);
    }

    /** A strategy that only a later release knows is none here: what is declared holds then, and nothing stands still. */
    private static @Nullable CacheStrategy known(@Nullable String strategy) {
        return Arrays.stream(CacheStrategy.values())
                .filter(one -> one.name().equals(strategy))
                .findFirst()
                .orElse(null);
    }

    public boolean isNothing() {
        return equals(NOTHING);
    }

    /** What holds where this is declared. */
    public CachePolicy of(CachePolicy declared) {
        return new CachePolicy(
                Objects.requireNonNullElse(strategy, declared.strategy()),
                ttlSeconds == null ? declared.ttl() : Duration.ofSeconds(ttlSeconds),
                Objects.requireNonNullElse(maxEntries, declared.maxEntries()),
                Objects.requireNonNullElse(compress, declared.compress()),
                Objects.requireNonNullElse(encrypt, declared.encrypt()));
    }
}
