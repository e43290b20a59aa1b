package com.startynk.sync.realtime.relay;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What the relay has told, and what it has not, since it was made. May be read by any thread. */
public final class RelayMetrics {

    private final LongAdder announced = new LongAdder();
    private final LongAdder messages = new LongAdder();
    private final LongAdder changes = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final Map<SyncReason, LongAdder> syncRequired = new EnumMap<>(SyncReason.class);

    /** Has a count for every reason, so that the map never changes: any thread may read it. */
    RelayMetrics() {
        for (var reason : SyncReason.values()) {
            syncRequired.put(reason, new LongAdder());
        }
    }

    // --- what an operator sees

    /** Changes that were announced to this gateway. */
    public long announced() {
        return announced.sum();
    }

    /** Messages {@code entity:changed} that were handed to sockets. */
    public long messages() {
        return messages.sum();
    }

    /** Changes in those messages. */
    public long changes() {
        return changes.sum();
    }

    /** Announcements that were not looked at, since too many waited; those of changes leave a gap, which is noticed. */
    public long dropped() {
        return dropped.sum();
    }

    /** Sockets that were told to pull, by every reason that there is. */
    public Map<String, Long> syncRequired() {
        var counts = new LinkedHashMap<String, Long>();
        syncRequired.forEach((reason, count) -> counts.put(reason.name(), count.sum()));
        return Collections.unmodifiableMap(counts);
    }

    // --- what the relay tells

    void announced(int count) {
        announced.add(count);
    }

    void delivered(int count) {
        messages.increment();
        changes.add(count);
    }

    void droppedOne() {
        dropped.increment();
    }

    void syncRequired(SyncReason reason) {
        Objects.requireNonNull(syncRequired.get(reason)).increment();
    }
}
