package com.startynk.sync.platform.limit;

import com.startynk.sync.protocol.SyncFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request may go on, and what its sender is told of the limit that is the nearest to him.
 *
 * @param reset until all of it can be had again
 */
record Verdict(
        int limit, long remaining, Duration reset, @Nullable SyncFailure refusal) {}
