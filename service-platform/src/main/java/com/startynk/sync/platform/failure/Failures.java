package com.startynk.sync.platform.failure;

import com.startynk.sync.protocol.SyncFailure;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a caller is to be told of an exception. */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int MAX_CAUSES = 16;

    private Failures() {}

    /**
     * Names the failure; wrappers that buses and futures put around it do not matter. What nobody expected is logged here,
     * once.
     */
    public static Failure of(Throwable thrown) {
        var expected = expectedIn(thrown);
        if (expected != null) {
            return Failure.of(expected);
        }
        if (Outage.isBehind(thrown)) {
            OutageLog.warn(thrown);
            return Failure.of(SyncFailure.unavailable("A part that is needed is out of reach; try again."));
        }
        if (!isLostClient(thrown)) {
            LOG.error("Unexpected failure of a call", thrown);
        }
        return Failure.DEFECT;
    }

    /** Whether it broke off because nobody is there any more: no news, and nobody to be told. */
    private static boolean isLostClient(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES)
                .anyMatch(ClientAbortException.class::isInstance);
    }

    private static @Nullable SyncFailure expectedIn(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        for (var depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof SyncFailure failure) {
                return failure;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
