package com.startynk.sync.protocol.push;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a batch, in the order of its items.
 *
 * @param cursor a feed position after the batch's effects; it does not replace the pull cursor; null when the feed gave no
 *     answer in time, which takes nothing from the results
 */
public record BatchResult(
        List<SyncResult> results, @Nullable String cursor, Instant serverTime) {}
