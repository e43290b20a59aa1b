package com.startynk.sync.query.status;

import com.startynk.sync.query.status.SyncStatus.Latency;
import com.startynk.sync.query.status.SyncStatus.Metrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** How pushes fare, as the meters of this process have it; zeros and a clean record where there are none. */
public final class PushMetrics {

    private static final String LATENCY = "startynk.push";
    private static final String OUTCOMES = "startynk.push.outcomes";
    private static final String OUTCOME = "outcome";
    private static final String CONFLICTS = "startynk.push.conflicts";
    private static final Set<String> TAKEN = Set.of("APPLIED", "MERGED", "CONFLICT", "QUEUED");

    private final MeterRegistry meters;

    public PushMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    Metrics now() {
        var all = 0.0;
        var taken = 0.0;
        for (var counter : meters.find(OUTCOMES).counters()) {
            var outcome = outcome(counter);
            all += counter.count();
            taken += TAKEN.contains(outcome) ? counter.count() : 0;
        }
        return new Metrics(latency(), all == 0 ? 1 : taken / all, all == 0 ? 0 : conflicts() / all);
    }

    /** How many items were answered how since this process began, repeated ones too. */
    public Map<String, Long> outcomes() {
        var outcomes = new TreeMap<String, Long>();
        meters.find(OUTCOMES).counters().forEach(counter -> outcomes.put(outcome(counter), (long) counter.count()));
        return outcomes;
    }

    /** Milliseconds from a push to its durable answer, of the last minutes: {@code p50}, {@code p95}, {@code p99}. */
    public Map<String, Double> latencyMs() {
        var latency = latency();
        var percentiles = new TreeMap<String, Double>();
        percentiles.put("p50", latency.p50());
        percentiles.put("p95", latency.p95());
        percentiles.put("p99", latency.p99());
        return percentiles;
    }

    /** Those that a rule has decided, merged ones too, beside those that wait for a person. */
    private double conflicts() {
        var counter = meters.find(CONFLICTS).counter();
        return counter == null ? 0 : counter.count();
    }

    private Latency latency() {
        var timer = meters.find(LATENCY).timer();
        if (timer == null) {
            return new Latency(0, 0, 0);
        }
        var percentiles = timer.takeSnapshot().percentileValues();
        return new Latency(at(percentiles, 0.5), at(percentiles, 0.95), at(percentiles, 0.99));
    }

    private static double at(ValueAtPercentile[] percentiles, double wanted) {
        for (var value : percentiles) {
            if (Math.abs(value.percentile() - wanted) < 1e-9) {
                return value.value(TimeUnit.MILLISECONDS);
            }
        }
        return 0;
    }

    private static String outcome(Counter counter) {
        var outcome = counter.getId().getTag(OUTCOME);
        return outcome == null ? "" : outcome;
    }
}
