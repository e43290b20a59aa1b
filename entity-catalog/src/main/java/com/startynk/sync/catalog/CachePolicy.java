package com.startynk.sync.catalog;

import java.time.Duration;

/**
 * How copies of a type's entities are kept.
 *
 * @param ttl how long a copy counts as fresh, at least a second and at most {@link #MAX_TTL}
 * @param maxEntries how many copies a device keeps, from 1 to {@link #MAX_ENTRIES}
 * @param compress whether a device packs its copies
 * @param encrypt whether a device keeps its copies encrypted
 */
public record CachePolicy(CacheStrategy strategy, Duration ttl, int maxEntries, boolean compress, boolean encrypt) {

    /** The longest that a declaration can say. */
    public static final Duration MAX_TTL = Duration.ofDays(999_999);

    /** The most that a declaration can say. */
    public static final int MAX_ENTRIES = 999_999_999;

    /** How long after its time a copy may still be shown while it is renewed. */
    public Duration stale() {
        return strategy == CacheStrategy.STALE_WHILE_REVALIDATE ? ttl : Duration.ZERO;
    }
}
