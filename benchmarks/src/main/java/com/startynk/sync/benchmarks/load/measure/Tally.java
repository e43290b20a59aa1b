package com.startynk.sync.benchmarks.load.measure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What one phase of a run counted. That of the warm-up is dropped. Any thread may count. */
public final class Tally {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, Latencies> latencies = new ConcurrentHashMap<>();

    public void add(String what, long count) {
        counts.computeIfAbsent(what, any -> new LongAdder()).add(count);
    }

    public long sum(String what) {
        var count = counts.get(what);
        return count == null ? 0 : count.sum();
    }

    /** How long this took. */
    public Latencies latencies(String what) {
        return latencies.computeIfAbsent(what, any -> new Latencies());
    }
}
