package com.startynk.sync.query.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class PushMetricsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PushMetrics metrics = new PushMetrics(meters);

    @Test
    void haveACleanRecordBeforeTheFirstPush() {
        assertThat(metrics.now().successRate()).isOne();
        assertThat(metrics.now().conflictRate()).isZero();
    }

    @Test
    void countAConflictHoweverItEnded() {
        outcomes("APPLIED", 90);
        outcomes("MERGED", 6);
        outcomes("CONFLICT", 2);
        outcomes("REJECTED", 2);
        meters.counter("startynk.push.conflicts").increment(5);

        assertThat(metrics.now().conflictRate()).isEqualTo(0.05);
        assertThat(metrics.now().successRate()).isEqualTo(0.98);
    }

    private void outcomes(String outcome, int count) {
        meters.counter("startynk.push.outcomes", "outcome", outcome).increment(count);
    }
}
