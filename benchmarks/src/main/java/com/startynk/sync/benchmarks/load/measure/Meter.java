package com.startynk.sync.benchmarks.load.measure;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Reads the clock and the CPU time of the server's processes and of the driver. */
public final class Meter {

    private final List<ProcessHandle> servers;

    /** Counts each of these processes with all that it has started, as a system with its database. */
    public Meter(List<ProcessHandle> servers) {
        this.servers = List.copyOf(servers);
    }

    public Reading start() {
        return new Reading(System.nanoTime(), serverCpu(), driverCpu());
    }

    private OptionalDouble serverCpu() {
        var times = servers.stream()
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                .distinct()
                .map(process -> process.info().totalCpuDuration())
                .flatMap(Optional::stream)
                .mapToDouble(Meter::seconds)
                .toArray();
        // A machine that does not tell: no figure, rather than a wrong one.
        return times.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Arrays.stream(times).sum());
    }

    private static double driverCpu() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Meter::seconds)
                .orElse(0.0);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** Where the clocks stood at the beginning of what is measured. */
    public final class Reading {

        private final long nanos;
        private final OptionalDouble server;
        private final double driver;

        private Reading(long nanos, OptionalDouble server, double driver) {
            this.nanos = nanos;
            this.server = server;
            this.driver = driver;
        }

        public Consumption end() {
            var now = serverCpu();
            var used = server.isPresent() && now.isPresent()
                    ? OptionalDouble.of(now.getAsDouble() - server.getAsDouble())
                    : OptionalDouble.empty();
            return new Consumption((System.nanoTime() - nanos) / 1e9, used, driverCpu() - driver);
        }
    }

    /**
     * What was used between the beginning and the end of what is measured.
     *
     * @param serverCpuSeconds empty when no process was named, or the machine does not tell
     */
    public record Consumption(double seconds, OptionalDouble serverCpuSeconds, double driverCpuSeconds) {

        public Consumption plus(Consumption more) {
            var server = serverCpuSeconds.isPresent() && more.serverCpuSeconds.isPresent()
                    ? OptionalDouble.of(serverCpuSeconds.getAsDouble() + more.serverCpuSeconds.getAsDouble())
                    : OptionalDouble.empty();
            return new Consumption(seconds + more.seconds, server, driverCpuSeconds + more.driverCpuSeconds);
        }
    }
}
