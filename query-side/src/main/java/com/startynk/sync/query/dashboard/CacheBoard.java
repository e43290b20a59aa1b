package com.startynk.sync.query.dashboard;

import com.startynk.sync.query.entity.CacheStatistics;
import com.startynk.sync.query.entity.CacheStatistics.Figures;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** How the caches of the node that answers fare. */
final class CacheBoard {

    private final CacheStatistics statistics;
    private final CacheHistory history;
    private final Clock clock;

    CacheBoard(CacheStatistics statistics, CacheHistory history, Clock clock) {
        this.statistics = statistics;
        this.history = history;
        this.clock = clock;
    }

    /** What is drawn: reads over time, and since the node began by type and level. */
    record Caches(Instant generatedAt, Series reads, double hitRate, List<OfType> byType) {}

    record OfType(
            String entityType,
            String level,
            long hits,
            long misses,
            double hitRate,
            double meanLoadMs,
            long evictions,
            long size,
            long bytes) {}

    Caches draw(Scope scope) {
        history.look();
        var now = clock.instant();
        var all = statistics.now();
        return new Caches(
                now,
                Series.of(now, List.of("hits", "misses"), history::since),
                hitRate(all),
                all.stream()
                        .filter(figures -> scope.shows(figures.entityType()))
                        .map(CacheBoard::ofType)
                        .toList());
    }

    private static double hitRate(List<Figures> all) {
        var hits = all.stream().mapToLong(Figures::hits).sum();
        var misses = all.stream().mapToLong(Figures::misses).sum();
        return hits + misses == 0 ? 0 : (double) hits / (hits + misses);
    }

    private static OfType ofType(Figures figures) {
        return new OfType(
                figures.entityType(),
                figures.level(),
                figures.hits(),
                figures.misses(),
                figures.hitRate(),
                figures.meanLoadMs(),
                figures.evictions(),
                figures.size(),
                figures.bytes());
    }
}
