package com.startynk.sync.benchmarks.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterTest {

    private final Meter meter = new Meter(List.of(ProcessHandle.current()));

    @Test
    void countsAProcessThatBeganMeanwhileFromZero() throws Exception {
        var reading = meter.start();
        var child = child();
        var used = reading.end();
        end(child);
        assertThat(used.serverCpuSeconds()).isPresent();
        assertThat(used.serverCpuSeconds().getAsDouble()).isNotNegative();
    }

    @Test
    void countsNothingWhenAProcessEndedMeanwhile() throws Exception {
        var child = child();
        var reading = meter.start();
        end(child);
        assertThat(reading.end().serverCpuSeconds()).isEmpty();
    }

    @Test
    void countsNothingWhenAServerHasEnded() throws Exception {
        var child = child();
        var server = new Meter(List.of(child.toHandle()));
        end(child);
        assertThat(server.start().end().serverCpuSeconds()).isEmpty();
    }

    private static Process child() throws IOException {
        return new ProcessBuilder("sleep", "60").start();
    }

    private static void end(Process child) throws InterruptedException {
        child.destroyForcibly();
        child.waitFor();
    }
}
