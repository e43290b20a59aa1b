package com.startynk.sync.benchmarks.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void percentilesSayHowLongSoManyTookAtMost() {
        var latencies = new Latencies();
        IntStream.rangeClosed(1, 1_000)
                .forEach(millis -> latencies.record(Duration.ofMillis(millis).toNanos()));
        assertThat(latencies.percentileMs(50)).isCloseTo(500, within(1.0));
        assertThat(latencies.percentileMs(95)).isCloseTo(950, within(1.0));
        assertThat(latencies.percentileMs(99)).isCloseTo(990, within(1.0));
        assertThat(latencies.maxMs()).isCloseTo(1_000, within(1.0));
    }

    @Test
    void whatWasSeenBeforeItWasWaitedForTookNoTime() {
        var latencies = new Latencies();
        latencies.record(-1_000_000);
        assertThat(latencies.maxMs()).isZero();
        assertThat(latencies.count()).isEqualTo(1);
    }

    @Test
    void namesEndInTheirUnits() {
        var used = new Meter.Consumption(2, OptionalDouble.of(0.5), 0.25);
        var figures = new Figures()
                .rate("requests_per_s", 1_000, used.seconds())
                .latencies("push", oneMillisecond())
                .cpu("request", 1_000, used);
        assertThat(figures.values())
                .containsOnlyKeys(
                        "requests_per_s",
                        "push_p50_ms",
                        "push_p95_ms",
                        "push_p99_ms",
                        "push_max_ms",
                        "server_cpu_ms_per_request",
                        "driver_cpu_ms_per_request");
        assertThat(figures.values().get("requests_per_s")).hasToString("500");
        assertThat(figures.values().get("server_cpu_ms_per_request")).hasToString("0.5");
    }

    @Test
    void leavesOutWhatNobodyMeasured() {
        var used = new Meter.Consumption(2, OptionalDouble.empty(), 0.25);
        var figures =
                new Figures().cpu("request", 10, used).share("hit_share", 0, 0).latencies("push", new Latencies());
        assertThat(figures.values()).containsOnlyKeys("driver_cpu_ms_per_request");
    }

    @Test
    void saysWhichRatesAreOfWhatNeverHappened() {
        var figures = new Figures()
                .rate("writes_per_s", 0, 2)
                .rate("reads_per_s", 1, 2)
                .count("conflicts", 0);
        assertThat(figures.unmeasured()).containsExactly("writes_per_s");
    }

    @Test
    void countsTheCpuOfNoServerWhenNoneIsNamed() {
        assertThat(new Meter(List.of()).start().end().serverCpuSeconds()).isEmpty();
    }

    private static Latencies oneMillisecond() {
        var latencies = new Latencies();
        latencies.record(1_000_000);
        return latencies;
    }
}
