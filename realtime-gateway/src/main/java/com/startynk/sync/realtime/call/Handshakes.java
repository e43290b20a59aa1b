package com.startynk.sync.realtime.call;

import com.startynk.sync.protocol.ErrorCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Who came in, and who did not. May be read by any thread. */
public final class Handshakes {

    private final LongAdder accepted = new LongAdder();
    private final LongAdder strangers = new LongAdder();
    private final LongAdder rateLimited = new LongAdder();
    private final LongAdder unavailable = new LongAdder();

    /** Clients that were let in. */
    public long accepted() {
        return accepted.sum();
    }

    /** Clients that were not, by the reason: but for {@code UNAUTHENTICATED} they come again by themselves. */
    public Map<String, Long> refused() {
        var counts = new LinkedHashMap<String, Long>();
        counts.put(ErrorCode.UNAUTHENTICATED.name(), strangers.sum());
        counts.put(ErrorCode.RATE_LIMITED.name(), rateLimited.sum());
        counts.put(ErrorCode.TEMPORARILY_UNAVAILABLE.name(), unavailable.sum());
        return Collections.unmodifiableMap(counts);
    }

    void letIn() {
        accepted.increment();
    }

    void turnedAway(ErrorCode reason) {
        switch (reason) {
            case UNAUTHENTICATED -> strangers.increment();
            case RATE_LIMITED -> rateLimited.increment();
            default -> unavailable.increment();
        }
    }
}
