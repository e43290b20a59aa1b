package com.startynk.sync.query.deadletter;

import org.jspecify.annotations.Nullable;

/** How one projection tries its dead letters again. */
public interface LetterRetry {

    /** The projection's name. */
    String processor();

    /** Tries those of a stream in order, up to the first that is still not taken. */
    Retried retry(String sequenceId);

    /**
     * What became of a stream's.
     *
     * @param taken how many were taken
     * @param cause why the next one was not; null when none is left
     */
    record Retried(
            String processor,
            String sequenceId,
            long taken,
            @Nullable String cause) {}
}
