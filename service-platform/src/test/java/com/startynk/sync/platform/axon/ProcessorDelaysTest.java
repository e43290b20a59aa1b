package com.startynk.sync.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProcessorDelaysTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);

    private final ProcessorDelays delays = new ProcessorDelays(new MovableClock());

    @Test
    void aProcessorIsAsFarBehindAsItsLastEventIsOld() {
        delays.note("rows", Duration.ofSeconds(7));
        delays.note("rows", Duration.ofSeconds(3));

        assertThat(delays.of("rows")).isEqualTo(Duration.ofSeconds(3));
        assertThat(delays.of("another")).isZero();
    }

    @Test
    void oneThatHasHadNothingForAWhileIsNotBehind() {
        delays.note("rows", Duration.ofSeconds(7));

        clock = Clock.fixed(NOON.plusSeconds(3), ZoneOffset.UTC);

        assertThat(delays.of("rows")).isZero();
    }

    @Test
    void whoWaitsGoesOnOnceItHasCaughtUp() throws InterruptedException {
        delays.note("rows", Duration.ofSeconds(7));
        var waiting = new Thread(() -> waitFor(Duration.ofMinutes(1)));
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        delays.note("rows", Duration.ofMillis(400));

        waiting.join();
    }

    @Test
    void nobodyWaitsLongerThanHisPatience() {
        delays.note("rows", Duration.ofHours(1));

        waitFor(Duration.ofMillis(1));

        assertThat(delays.of("rows")).isEqualTo(Duration.ofHours(1));
    }

    private void waitFor(Duration patience) {
        try {
            delays.awaitLessThan(Duration.ofMillis(500), "rows", patience);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class MovableClock extends Clock {

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }
    }
}
