package com.startynk.sync.benchmarks.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.startynk.sync.benchmarks.load.measure.OpenLoop.Call;
import com.startynk.sync.benchmarks.load.measure.OpenLoop.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    private static final double ACCURACY_MS = 1;

    private final HandClock clock = new HandClock();

    @Test
    void makesAsManyRequestsAsAreDue() throws Exception {
        assertThat(run(200, Duration.ofSeconds(2), answeredAfter(0)).due()).isEqualTo(400);
    }

    @Test
    void beginsARequestWhenItIsDueAndNotEarlier() throws Exception {
        var begun = new ArrayList<Long>();
        run(10, Duration.ofMillis(500), () -> begun.add(clock.millis()));
        assertThat(begun).isEqualTo(List.of(0L, 100L, 200L, 300L, 400L));
    }

    @Test
    void countsAStallAgainstEveryRequestThatShouldHaveStarted() throws Exception {
        var calls = new AtomicInteger();
        // A hundred a second for two seconds; the first request takes one of them, the others nothing.
        var step = run(100, Duration.ofSeconds(2), () -> answer(calls.getAndIncrement() == 0 ? 1_000 : 0));
        assertThat(step.latencies().count()).isEqualTo(200);
        assertThat(step.latencies().maxMs()).isCloseTo(1_000, within(ACCURACY_MS));
        // Half of the requests were due during the stall, evenly spread over it: 1,000, 990, 980, ... milliseconds.
        assertThat(step.latencies().percentileMs(50)).isCloseTo(0, within(ACCURACY_MS));
        assertThat(step.latencies().percentileMs(75)).isCloseTo(500, within(10 + ACCURACY_MS));
        assertThat(step.latencies().percentileMs(95)).isCloseTo(900, within(10 + ACCURACY_MS));
    }

    @Test
    void showsThatARateIsTooMuchByLatenciesThatGrow() throws Exception {
        // Twice as many as can be done: the last one, due after two seconds, is answered after four.
        var step = run(200, Duration.ofSeconds(2), answeredAfter(10));
        assertThat(step.latencies().maxMs()).isCloseTo(2_010, within(10.0));
        assertThat(step.latencies().percentileMs(50)).isCloseTo(1_000, within(15.0));
    }

    @Test
    void givesUpWhatIsHopelesslyLateAndSaysSo() throws Exception {
        // Each takes a second, one a second too many is due; after three seconds of delay nothing more is begun.
        var step = new OpenLoop(1, clock, Duration.ofSeconds(3)).run(2, Duration.ofSeconds(20), answeredAfter(1_000));
        assertThat(step.givenUp()).isPositive();
        assertThat(step.due()).isEqualTo(40);
        assertThat(step.latencies().maxMs()).isLessThanOrEqualTo(4_000 + 5);
    }

    @Test
    void countsAnswersThatAreNoGoodAndTheirTime() throws Exception {
        var step = run(10, Duration.ofSeconds(1), () -> !answer(5));
        assertThat(step.failed()).isEqualTo(10);
        assertThat(step.latencies().percentileMs(50)).isCloseTo(5, within(ACCURACY_MS));
    }

    private Step run(double rate, Duration duration, Call call) throws Exception {
        return new OpenLoop(1, clock, Duration.ofMinutes(1)).run(rate, duration, call);
    }

    private Call answeredAfter(long millis) {
        return () -> answer(millis);
    }

    private boolean answer(long millis) {
        clock.pass(Duration.ofMillis(millis));
        return true;
    }

    /** Moves only when it is waited for, or when a request takes its time. */
    private static final class HandClock implements Ticker {

        private final AtomicLong now = new AtomicLong();

        @Override
        public long nanos() {
            return now.get();
        }

        @Override
        public void until(long later) {
            now.accumulateAndGet(later, Math::max);
        }

        void pass(Duration duration) {
            now.addAndGet(duration.toNanos());
        }

        long millis() {
            return now.get() / 1_000_000;
        }
    }
}
