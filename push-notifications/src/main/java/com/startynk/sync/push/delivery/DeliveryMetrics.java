package com.startynk.sync.push.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** How sending goes. */
final class DeliveryMetrics {

    private final MeterRegistry meters;
    private final Timer accepted;

    DeliveryMetrics(MeterRegistry meters, Breaker breaker) {
        this.meters = meters;
        this.accepted = Timer.builder("startynk.push.accepted")
                .description("from a message's making to Expo's ticket")
                .publishPercentileHistogram()
                .register(meters);
        Gauge.builder("startynk.push.breakers", breaker, Breaker::open)
                .description("refused credentials: nothing is sent there")
                .register(meters);
    }

    void count(Result result, Instant now) {
        count(result.getClass().getSimpleName(), result.message().silent());
        if (result instanceof Result.Accepted && !result.message().silent()) {
            accepted.record(Duration.between(result.message().queuedAt(), now));
        }
    }

    /**
     * Counts one.
     *
     * @param outcome of a message or of a receipt
     * @param silent whether it showed nothing
     */
    void count(String outcome, boolean silent) {
        meters.counter(silent ? "startynk.push.checks" : "startynk.push.messages", "outcome", outcome)
                .increment();
    }
}
