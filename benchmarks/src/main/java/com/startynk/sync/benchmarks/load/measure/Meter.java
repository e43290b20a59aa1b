package com.startynk.sync.benchmarks.load.measure;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Seconds by process; what a machine does not tell is not there. */
    private Map<ProcessHandle, Double> serverCpu() {
        var seconds = new HashMap<ProcessHandle, Double>();
        servers.stream()
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                .filter(ProcessHandle::isAlive)
                .forEach(process ->
                        process.info().totalCpuDuration().ifPresent(cpu -> seconds.put(process, seconds(cpu))));
        return seconds;
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
        private final Map<ProcessHandle, Double> server;
        private final double driver;

        private Reading(long nanos, Map<ProcessHandle, Double> server, double driver) {
            this.nanos = nanos;
            this.server = server;
            this.driver = driver;
        }

        public Consumption end() {
            var now = serverCpu();
            return new Consumption((System.nanoTime() - nanos) / 1e9, serverUsed(now), driverCpu() - driver);
        }

        /** What a process used that has ended nobody can tell: no figure, rather than a wrong one. */
        private OptionalDouble serverUsed(Map<ProcessHandle, Double> now) {
            if (servers.isEmpty()
                    || !now.keySet().containsAll(servers)
                    || !now.keySet().containsAll(server.keySet())) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(now.keySet().stream()
                    .mapToDouble(process -> now.getOrDefault(process, 0.0) - server.getOrDefault(process, 0.0))
                    .sum());
        }
    }

    /**
     * What was used between the beginning and the end of what is measured.
     *
     * @param serverCpuSeconds empty when no process was named, one of them ended, or the machine does not tell
     */
    public record Consumption(double seconds, OptionalDouble serverCpuSeconds, double driverCpuSeconds) {}
}
