package com.startynk.sync.query.entity;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what {@link EntityReader} finds in Redis and what it does not. Copies and evictions are Redis' own, and not counted. */
public final class CountedReads implements CacheStatistics {

    private static final String REDIS = "redis";

    private final Map<String, Counters> byType = new ConcurrentHashMap<>();

    private static final class Counters {
        final LongAdder hits = new LongAdder();
        final LongAdder misses = new LongAdder();
        final LongAdder loadNanos = new LongAdder();
    }

    void hit(String entityType) {
        of(entityType).hits.increment();
    }

    void loaded(String entityType, long nanos) {
        var counters = of(entityType);
        counters.misses.increment();
        counters.loadNanos.add(nanos);
    }

    @Override
    public List<Figures> now() {
        return byType.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(type -> figures(type.getKey(), type.getValue()))
                .toList();
    }

    private static Figures figures(String entityType, Counters counters) {
        var misses = counters.misses.sum();
        return new Figures(entityType, REDIS, counters.hits.sum(), misses, misses, counters.loadNanos.sum(), 0, 0, 0);
    }

    private Counters of(String entityType) {
        return byType.computeIfAbsent(entityType, type -> new Counters());
    }
}
