package com.startynk.sync.platform.chain;

import org.jspecify.annotations.Nullable;

/**
 * What a look at the chain has found.
 *
 * @param unlinked events from before the chain: there is no link that could show whether they are as they were stored, but a
 *     seal may cover them
 * @param open events whose link was made without a key
 * @param unsealed the newest events, which no seal covers yet
 * @param lastSeal to be noted down somewhere else; null where there is none
 */
public record ChainReport(
        long events,
        long streams,
        long unlinked,
        long open,
        long seals,
        long unsealed,
        @Nullable String lastSeal,
        long broken) {}
