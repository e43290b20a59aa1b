package com.startynk.sync.platform.failure;

import com.startynk.sync.protocol.SyncFailure;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a caller is to be told of an exception. */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int MAX_CAUSES = 16;
    private static final long WARNING_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final AtomicLong LAST_WARNING = new AtomicLong();

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
            warnOfOutage(thrown);
            return Failure.of(SyncFailure.unavailable("A part that is needed is out of reach; try again."));
        }
        LOG.error("Unexpected failure of a call", thrown);
        return Failure.DEFECT;
    }

    /** Every call fails while it lasts; one line in a while says as much as all of them. */
    private static void warnOfOutage(Throwable thrown) {
        var now = System.nanoTime();
        var last = LAST_WARNING.get();
        if ((last == 0 || now - last > WARNING_PAUSE_NANOS) && LAST_WARNING.compareAndSet(last, now)) {
            LOG.warn("A part that is needed is out of reach: {}", thrown.toString());
        }
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
