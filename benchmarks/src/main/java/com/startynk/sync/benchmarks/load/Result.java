package com.startynk.sync.benchmarks.load;

import com.startynk.sync.benchmarks.load.check.Faults;
import com.startynk.sync.benchmarks.load.measure.Figures;
import com.startynk.sync.benchmarks.load.scenario.Scenarios;
import com.startynk.sync.benchmarks.load.scenario.Traffic;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a scenario.
 *
 * @param kept whether the server kept its word, and there was something to see it by
 * @param failures requests without a good answer, by what they got instead
 * @param examples the first faults
 * @param unmeasured figures of what never happened
 */
record Result(
        String scenario,
        boolean kept,
        Map<String, Number> figures,
        Map<String, Long> failures,
        List<String> examples,
        List<String> unmeasured) {

    static Result of(Scenarios scenario, Figures figures, Traffic traffic, Faults faults) {
        var all = new LinkedHashMap<>(figures.values());
        all.put("failed_requests", traffic.failedCount());
        all.put("forbidden_answers", traffic.forbiddenCount());
        all.put("lost", faults.lostCount());
        all.put("doubled", faults.doubledCount());
        all.put("stale", faults.staleCount());
        var unmeasured = figures.unmeasured();
        var kept = faults.isNone() && traffic.forbiddenCount() == 0 && unmeasured.isEmpty();
        return new Result(scenario.title(), kept, all, traffic.failures(), faults.examples(), unmeasured);
    }

    /** A table for people. */
    String table() {
        var text = new StringBuilder("\n").append(scenario).append('\n');
        figures.forEach((name, value) -> text.append("  %-34s %s%n".formatted(name, plain(value))));
        failures.forEach((how, count) -> text.append("  %d x %s%n".formatted(count, how)));
        examples.forEach(example -> text.append("  ").append(example).append('\n'));
        unmeasured.forEach(
                name -> text.append("  nothing was measured: ").append(name).append('\n'));
        return text.toString();
    }

    private static String plain(Number value) {
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }
}
