package com.startynk.sync.standalone.convergence.model;

import java.time.OffsetDateTime;
import java.util.List;

/** By what values of {@code MIN}, {@code MAX} and {@code FURTHEST} compare. */
final class Ranks {

    private static final List<String> STATUSES = List.of("TODO", "IN_PROGRESS", "BLOCKED", "REVIEW", "DONE");

    private Ranks() {}

    static Long of(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        var rank = STATUSES.indexOf((String) value);
        return rank >= 0 ? rank : OffsetDateTime.parse((String) value).toEpochSecond();
    }
}
