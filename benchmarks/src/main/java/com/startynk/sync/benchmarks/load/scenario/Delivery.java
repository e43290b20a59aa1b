package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.check.Faults;
import com.startynk.sync.benchmarks.load.measure.Latencies;
import java.util.concurrent.atomic.AtomicLongArray;

/** One change on its way to all sockets. */
final class Delivery {

    private static final long NEVER = Long.MIN_VALUE;

    private final String entityId;
    private final long version;
    private final AtomicLongArray arrivals;
    private volatile long answered = NEVER;
    private volatile boolean measured;

    Delivery(String entityId, long version, int sockets) {
        this.entityId = entityId;
        this.version = version;
        this.arrivals = new AtomicLongArray(sockets);
        for (var socket = 0; socket < sockets; socket++) {
            arrivals.set(socket, NEVER);
        }
    }

    void answered(long nanos, boolean counts) {
        measured = counts;
        answered = nanos;
    }

    /** A socket may hear of it before its writer gets the answer. */
    void arrived(int socket, long nanos, Faults faults) {
        if (!arrivals.compareAndSet(socket, NEVER, nanos)) {
            faults.doubled("socket " + socket + " was told of " + change() + " again");
        }
    }

    boolean isStored() {
        return answered != NEVER;
    }

    boolean hasArrivedAt(int socket) {
        return arrivals.get(socket) != NEVER;
    }

    boolean isMeasured() {
        return measured;
    }

    String entityId() {
        return entityId;
    }

    long version() {
        return version;
    }

    String change() {
        return entityId + ":" + version;
    }

    /** How long each socket waited after the writer had the answer; nothing, when it heard of it first. */
    void recordInto(Latencies latencies) {
        for (var socket = 0; socket < arrivals.length(); socket++) {
            if (hasArrivedAt(socket)) {
                latencies.record(arrivals.get(socket) - answered);
            }
        }
    }
}
