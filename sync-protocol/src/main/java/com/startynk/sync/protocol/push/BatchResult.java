package com.startynk.sync.protocol.push;

import java.time.Instant;
import java.util.List;

/**
 * The answers of a batch, in the order of its items.
 *
 * @param cursor a feed position after the batch's effects; it does not replace the pull cursor
 */
public record BatchResult(List<SyncResult> results, String cursor, Instant serverTime) {}
