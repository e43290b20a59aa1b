package com.startynk.sync.query.dashboard;

import com.startynk.sync.query.activity.Step;
import com.startynk.sync.query.entity.CacheStatistics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Hits and misses of this node's caches over the last day: what their sums gained, minute by minute. */
final class CacheHistory implements SmartLifecycle {

    private static final Duration LOOKS = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofHours(25);

    private final CacheStatistics statistics;
    private final Clock clock;
    private final NavigableMap<Instant, long[]> minutes = new TreeMap<>();
    private long[] last = new long[2];
    private @Nullable ScheduledExecutorService timer;

    CacheHistory(CacheStatistics statistics, Clock clock) {
        this.statistics = statistics;
        this.clock = clock;
    }

    /** Takes up what came since the last time. */
    synchronized void look() {
        var now = clock.instant();
        var sums = new long[2];
        for (var figures : statistics.now()) {
            sums[0] += figures.hits();
            sums[1] += figures.misses();
        }
        var minute = minutes.computeIfAbsent(Step.MINUTE.beginning(now), at -> new long[2]);
        for (var n = 0; n < sums.length; n++) {
            minute[n] += Math.max(0, sums[n] - last[n]);
        }
        last = sums;
        minutes.headMap(now.minus(KEPT)).clear();
    }

    synchronized Map<Instant, long[]> since(Instant from, Step step) {
        var counted = new HashMap<Instant, long[]>();
        minutes.tailMap(from).forEach((at, reads) -> {
            var sums = counted.computeIfAbsent(step.beginning(at), begins -> new long[2]);
            sums[0] += reads[0];
            sums[1] += reads[1];
        });
        return counted;
    }

    @Override
    public synchronized void start() {
        timer = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "cache-history"));
        var unused = timer.scheduleWithFixedDelay(this::look, LOOKS.toSeconds(), LOOKS.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
