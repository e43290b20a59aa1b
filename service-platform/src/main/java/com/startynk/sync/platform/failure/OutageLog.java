package com.startynk.sync.platform.failure;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says an outage now and then: every call and every thread meets it while it lasts, and one line says as much as all. */
final class OutageLog {

    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final AtomicLong LAST = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

    private OutageLog() {}

    static void warn(Throwable outage) {
        var now = System.nanoTime();
        var last = LAST.get();
        if (now - last >= PAUSE_NANOS && LAST.compareAndSet(last, now)) {
            var innermost = Outage.find(outage);
            LOG.warn("A part that is needed is out of reach: {}", firstLine(innermost == null ? outage : innermost));
        }
        LOG.debug("Out of reach", outage);
    }

    /** The driver's messages go on for paragraphs. */
    private static String firstLine(Throwable outage) {
        return outage.toString()
                .lines()
                .findFirst()
                .orElseGet(() -> outage.getClass().getName());
    }
}
