package com.startynk.sync.command.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentMap;

/** Counts tries by whatever they have in common, and says how long the next one has to wait. Holds so many at most. */
final class Tries {

    private static final int MOST = 50_000;

    /** Beyond this many doublings every wait is the longest. */
    private static final int DOUBLINGS = 20;

    private record Count(int tries, Instant next) {}

    private final ConcurrentMap<String, Count> counts;
    private final int free;
    private final Duration longestWait;

    Tries(int free, ThrottleSettings settings) {
        this.free = free;
        this.longestWait = settings.longestWait();
        this.counts = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(settings.forgetAfter())
                .<String, Count>build()
                .asMap();
    }

    /** How long to wait before a try; counts nothing. */
    Duration due(String key, Instant now) {
        var count = counts.get(key);
        return count == null || !count.next().isAfter(now) ? Duration.ZERO : Duration.between(now, count.next());
    }

    /** Counts a try that begins. */
    void begin(String key, Instant now) {
        counts.merge(key, count(1, now), (before, first) -> count(before.tries() + 1, now));
    }

    /** Takes one back that turned out to be harmless. */
    void takeBack(String key) {
        counts.computeIfPresent(
                key, (same, count) -> count.tries() == 1 ? null : new Count(count.tries() - 1, Instant.EPOCH));
    }

    void forget(String key) {
        counts.remove(key);
    }

    private Count count(int tries, Instant now) {
        return new Count(tries, now.plus(waitAfter(tries)));
    }

    private Duration waitAfter(int tries) {
        if (tries < free) {
            return Duration.ZERO;
        }
        var doubled = Duration.ofSeconds(1L << Math.min(tries - free, DOUBLINGS));
        return doubled.compareTo(longestWait) < 0 ? doubled : longestWait;
    }
}
