package com.startynk.sync.platform.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The buckets of one limit, by whom they count. An idle one is full again when it is forgotten. */
final class Buckets {

    private static final int MOST = 100_000;
    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final String name;
    private final String refusal;
    private final Rate rate;
    private final TimeMeter time;
    private final Consumer<SharedBucket> exchange;
    private final Counter refused;
    private final Cache<String, SharedBucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(IDLE).build();

    /**
     * Makes a limit.
     *
     * @param name part of the keys on Redis, and of what is measured
     * @param refusal what those are told who go beyond it
     */
    Buckets(
            String name,
            String refusal,
            int limit,
            TimeMeter time,
            Consumer<SharedBucket> exchange,
            MeterRegistry meters) {
        this.name = name;
        this.refusal = refusal;
        this.rate = new Rate(limit);
        this.time = time;
        this.exchange = exchange;
        this.refused = Counter.builder("startynk.limits.refused")
                .description("Calls and items beyond a limit")
                .tag("limit", name)
                .register(meters);
    }

    int limit() {
        return rate.limit();
    }

    SharedBucket of(String whom) {
        // With its limit: a bucket of another size on Redis is another bucket.
        return buckets.get(whom, key -> new SharedBucket(name + ':' + rate.limit() + ':' + key, rate, time, exchange));
    }

    SyncFailure refuse(int many, Duration wait) {
        refused.increment(many);
        var later = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        return new SyncFailure(ErrorCode.RATE_LIMITED, refusal, List.of(), Map.of(), later);
    }
}
