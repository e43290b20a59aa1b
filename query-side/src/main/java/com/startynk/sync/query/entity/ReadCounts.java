package com.startynk.sync.query.entity;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Where reads of entities were answered from, by type, since the start of this process. */
public final class ReadCounts {

    private final Map<String, OfType> types = new ConcurrentHashMap<>();

    /** From where a read was answered, the fastest first. */
    public enum Source {
        NEAR,
        REDIS,
        DATABASE
    }

    /**
     * The reads of one type.
     *
     * @param near answered from this process' memory
     * @param redis answered from Redis
     * @param database answered from the database
     * @param loadTime what the reads of the database took together
     */
    public record Counted(long near, long redis, long database, Duration loadTime) {}

    private static final class OfType {
        final LongAdder near = new LongAdder();
        final LongAdder redis = new LongAdder();
        final LongAdder database = new LongAdder();
        final LongAdder loadNanos = new LongAdder();
    }

    void count(String entityType, Source source) {
        var counted = ofType(entityType);
        switch (source) {
            case NEAR -> counted.near.increment();
            case REDIS -> counted.redis.increment();
            case DATABASE -> counted.database.increment();
        }
    }

    void loaded(String entityType, long nanos) {
        ofType(entityType).loadNanos.add(nanos);
    }

    private OfType ofType(String entityType) {
        return types.computeIfAbsent(entityType, any -> new OfType());
    }

    /** By type, sorted; a type that nobody has read is not in it. */
    public Map<String, Counted> byType() {
        var all = new TreeMap<String, Counted>();
        types.forEach((type, counted) -> all.put(
                type,
                new Counted(
                        counted.near.sum(),
                        counted.redis.sum(),
                        counted.database.sum(),
                        Duration.ofNanos(counted.loadNanos.sum()))));
        return all;
    }
}
