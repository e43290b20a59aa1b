package com.startynk.sync.query.entity;

import com.startynk.sync.query.entity.ReadCounts.Counted;
import java.util.List;
import java.util.stream.Stream;

/** How memory and Redis fare. What Redis holds and lets go is its own affair, and not counted. */
public final class LevelFigures implements CacheStatistics {

    private static final String MEMORY = "memory";
    private static final String REDIS = "redis";

    private final ReadCounts counts;
    private final NearCache near;

    public LevelFigures(ReadCounts counts, NearCache near) {
        this.counts = counts;
        this.near = near;
    }

    @Override
    public List<Figures> now() {
        var held = near.held();
        return counts.byType().entrySet().stream()
                .flatMap(type -> Stream.of(
                        memory(
                                type.getKey(),
                                type.getValue(),
                                held.getOrDefault(type.getKey(), NearCache.Held.NOTHING)),
                        redis(type.getKey(), type.getValue())))
                .toList();
    }

    private static Figures memory(String entityType, Counted counted, NearCache.Held held) {
        return new Figures(
                entityType,
                MEMORY,
                counted.near(),
                counted.redis() + counted.database(),
                counted.database(),
                counted.loadTime().toNanos(),
                held.evicted(),
                held.copies(),
                held.bytes());
    }

    private static Figures redis(String entityType, Counted counted) {
        return new Figures(
                entityType,
                REDIS,
                counted.redis(),
                counted.database(),
                counted.database(),
                counted.loadTime().toNanos(),
                0,
                0,
                0);
    }
}
