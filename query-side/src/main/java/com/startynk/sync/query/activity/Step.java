package com.startynk.sync.query.activity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/** How finely something is counted over time, and how far back a dashboard draws it. */
public enum Step {
    MINUTE("M", ChronoUnit.MINUTES, 60),
    HOUR("H", ChronoUnit.HOURS, 24);

    private final String code;
    private final ChronoUnit unit;
    private final int drawn;

    Step(String code, ChronoUnit unit, int drawn) {
        this.code = code;
        this.unit = unit;
        this.drawn = drawn;
    }

    /** As the tables keep it. */
    String code() {
        return code;
    }

    /** Where the minute or hour begins in which a moment lies. */
    public Instant beginning(Instant moment) {
        return moment.truncatedTo(unit);
    }

    /** The beginnings of all that is drawn, the oldest first and the one that still runs last. */
    public List<Instant> drawn(Instant now) {
        var last = beginning(now);
        return IntStream.range(0, drawn)
                .mapToObj(n -> last.minus(drawn - 1L - n, unit))
                .toList();
    }
}
