package com.startynk.sync.protocol.cachepolicy;

/**
 * How copies of a type's entities are kept, as clients are told it.
 *
 * @param strategy {@code CACHE_FIRST}, {@code STALE_WHILE_REVALIDATE} or {@code NETWORK_FIRST}
 * @param ttlSeconds how long a copy counts as fresh
 * @param staleSeconds how long after that it may still be shown while it is renewed
 * @param maxEntries how many copies a device keeps
 * @param compress whether a device packs its copies
 * @param encrypt whether a device keeps its copies encrypted
 */
public record CachePolicyView(
        String entityType,
        String strategy,
        long ttlSeconds,
        long staleSeconds,
        int maxEntries,
        boolean compress,
        boolean encrypt) {}
