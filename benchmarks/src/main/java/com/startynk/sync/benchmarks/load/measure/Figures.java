package com.startynk.sync.benchmarks.load.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures by name, in the order in which they are to be read. A name ends in its unit. */
public final class Figures {

    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private final Map<String, Number> values = new LinkedHashMap<>();

    public Figures count(String name, long value) {
        values.put(name, value);
        return this;
    }

    public Figures value(String name, double value) {
        var rounded = new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros();
        // Whole hundreds are not written as powers of ten.
        values.put(name, rounded.scale() < 0 ? rounded.setScale(0) : rounded);
        return this;
    }

    /** A part of a whole; nothing where there was no whole. */
    public Figures share(String name, long part, long whole) {
        return whole == 0 ? this : value(name, (double) part / whole);
    }

    public Figures rate(String name, long count, double seconds) {
        return value(name, count / seconds);
    }

    /** How long something took: {@code pull} makes {@code pull_p50_ms} and its like; nothing where nothing was timed. */
    public Figures latencies(String name, Latencies latencies) {
        return latencies.count() == 0
                ? this
                : value(name + "_p50_ms", latencies.percentileMs(50))
                        .value(name + "_p95_ms", latencies.percentileMs(95))
                        .value(name + "_p99_ms", latencies.percentileMs(99))
                        .value(name + "_max_ms", latencies.maxMs());
    }

    /** CPU by what was done so many times: {@code item} makes {@code server_cpu_ms_per_item}. */
    public Figures cpu(String operation, long operations, Meter.Consumption used) {
        if (operations > 0) {
            used.serverCpuSeconds()
                    .ifPresent(seconds -> value("server_cpu_ms_per_" + operation, seconds * 1_000 / operations));
            value("driver_cpu_ms_per_" + operation, used.driverCpuSeconds() * 1_000 / operations);
        }
        return this;
    }

    /** Rates of what never happened: under them nothing was measured. */
    public List<String> unmeasured() {
        return values.entrySet().stream()
                .filter(figure ->
                        figure.getKey().endsWith("_per_s") && figure.getValue().doubleValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    public Map<String, Number> values() {
        return Collections.unmodifiableMap(values);
    }
}
