package com.startynk.sync.realtime.presence;

import java.util.concurrent.atomic.LongAdder;

/** What was told of presence since it began. May be read by any thread. */
public final class PresenceMetrics {

    private final LongAdder changes = new LongAdder();
    private final LongAdder messages = new LongAdder();

    /** Changes of somebody's status that were told to the sockets of a project. */
    public long changes() {
        return changes.sum();
    }

    /** Messages {@code presence:changed} that this made. */
    public long messages() {
        return messages.sum();
    }

    void told(int count, int readers) {
        changes.add(count);
        messages.add((long) count * readers);
    }
}
