package com.startynk.sync.query.dashboard;

import com.startynk.sync.query.activity.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The last hour by minutes and the last day by hours, as a chart draws them: every minute and hour is there, those in which nothing
 * happened with zeros, the oldest first; each says when it begins ({@code at}) and how much of what there was.
 */
record Series(List<Map<String, Object>> lastHour, List<Map<String, Object>> lastDay) {

    /** Reads what was counted from a moment on. */
    @FunctionalInterface
    interface Source {

        Map<Instant, long[]> since(Instant from, Step step);
    }

    /** @param names of what is counted, in the order of its source */
    static Series of(Instant now, List<String> names, Source source) {
        return new Series(points(now, Step.MINUTE, names, source), points(now, Step.HOUR, names, source));
    }

    /** The points of both, one beside the other. */
    Series with(Series other) {
        return new Series(joined(lastHour, other.lastHour), joined(lastDay, other.lastDay));
    }

    private static List<Map<String, Object>> points(Instant now, Step step, List<String> names, Source source) {
        var drawn = step.drawn(now);
        var counted = source.since(drawn.get(0), step);
        var nothing = new long[names.size()];
        return drawn.stream()
                .map(at -> point(at, names, counted.getOrDefault(at, nothing)))
                .collect(Collectors.toList());
    }

    private static Map<String, Object> point(Instant at, List<String> names, long[] counts) {
        var point = new LinkedHashMap<String, Object>();
        point.put("at", at);
        for (var n = 0; n < names.size(); n++) {
            point.put(names.get(n), counts[n]);
        }
        return point;
    }

    private static List<Map<String, Object>> joined(List<Map<String, Object>> some, List<Map<String, Object>> others) {
        var all = new ArrayList<Map<String, Object>>(some.size());
        for (var n = 0; n < some.size(); n++) {
            var point = new LinkedHashMap<>(some.get(n));
            point.putAll(others.get(n));
            all.add(point);
        }
        return all;
    }
}
