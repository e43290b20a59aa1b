package com.startynk.sync.events.cachepolicy;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A policy was changed. It holds all that differs from the declaration by then, not only what was changed last.
 *
 * @param changes how many changes of policies there have been, this one included
 * @param strategy here and below: null where what the type declares holds
 */
@Revision("1")
public record CachePolicyChanged(
        String entityType,
        long changes,
        @Nullable String strategy,
        @Nullable Long ttlSeconds,
        @Nullable Integer maxEntries,
        @Nullable Boolean compress,
        @Nullable Boolean encrypt)
        implements CachePolicyEvent {}
