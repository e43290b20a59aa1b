package com.startynk.sync.query.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StepTest {

    private static final Instant JUST_AFTER_MIDNIGHT = Instant.parse("2026-11-24T00:00:30Z");

    @Test
    void drawsTheLastHourByMinutesUpToTheOneThatRuns() {
        var drawn = Step.MINUTE.drawn(JUST_AFTER_MIDNIGHT);

        assertThat(drawn).hasSize(60).isSorted();
        assertThat(drawn.get(0)).isEqualTo("2026-11-23T23:01:00Z");
        assertThat(drawn.get(59)).isEqualTo("2026-11-24T00:00:00Z");
    }

    @Test
    void drawsTheLastDayByHoursOfUtc() {
        var drawn = Step.HOUR.drawn(JUST_AFTER_MIDNIGHT);

        assertThat(drawn).hasSize(24).isSorted();
        assertThat(drawn.get(0)).isEqualTo("2026-11-23T01:00:00Z");
        assertThat(drawn.get(23)).isEqualTo("2026-11-24T00:00:00Z");
    }

    @Test
    void countsWhatHappensAtItsBeginningAsItsOwn() {
        assertThat(Step.MINUTE.beginning(Instant.parse("2026-11-24T00:00:00Z"))).isEqualTo("2026-11-24T00:00:00Z");
        assertThat(Step.HOUR.beginning(Instant.parse("2026-11-23T23:59:59.999Z")))
                .isEqualTo("2026-11-23T23:00:00Z");
    }
}
