package com.startynk.sync.platform.chain;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Whether this process has written to a stream since somebody looked. Many streams share a counter, so it may say so of one that
 * stayed as it was; it never says of one that was written to that it was not.
 */
final class StreamWrites {

    private static final int COUNTERS = 4_096;

    private final AtomicLongArray counters = new AtomicLongArray(COUNTERS);

    /** A number that changes when the stream is written to. */
    long of(String stream) {
        return counters.get(counter(stream));
    }

    /** To be called when it is over, however it ended, and before the streams' locks are given up. */
    void count(Collection<String> streams) {
        streams.forEach(stream -> counters.incrementAndGet(counter(stream)));
    }

    private static int counter(String stream) {
        return Math.floorMod(stream.hashCode(), COUNTERS);
    }
}
