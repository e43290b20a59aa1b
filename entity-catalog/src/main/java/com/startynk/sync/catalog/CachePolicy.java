package com.startynk.sync.catalog;

import java.time.Duration;

/**
 * How devices keep copies of a type's entities.
 *
 * @param ttl how long a copy counts as fresh
 * @param maxEntries how many copies a device keeps
 * @param compress whether a device packs its copies
 * @param encrypt whether a device keeps its copies encrypted
 */
public record CachePolicy(CacheStrategy strategy, Duration ttl, int maxEntries, boolean compress, boolean encrypt) {

    /** How long after its time a copy may still be shown while it is renewed. */
    public Duration stale() {
        return strategy == CacheStrategy.STALE_WHILE_REVALIDATE ? ttl : Duration.ZERO;
    }
}
