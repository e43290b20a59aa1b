package com.startynk.sync.query.deadletter;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How one projection tries its dead letters again. */
public interface LetterRetry {

    /** The projection's name. */
    String processor();

    /**
     * Tries those of a stream in order, up to the first that is still not taken.
     *
     * @param hasTime asked between two transactions whether to go on
     * @throws com.startynk.sync.protocol.SyncFailure {@code TEMPORARILY_UNAVAILABLE} where another node projects, or has begun to
     */
    Retried retry(String sequenceId, BooleanSupplier hasTime);

    /**
     * What became of a stream's.
     *
     * @param taken how many were taken
     * @param cause why the next one was not; null when none is left, or time was short
     * @param left how many are still parked
     */
    record Retried(
            String processor,
            String sequenceId,
            long taken,
            @Nullable String cause,
            long left) {}
}
