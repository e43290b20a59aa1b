package com.startynk.sync.query.platform;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as the tables keep them: UTC, in milliseconds, cut off rather than rounded into the future. */
public final class UtcTimes {

    private UtcTimes() {}

    public static LocalDateTime column(Instant instant) {
        return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    }

    public static Instant instant(LocalDateTime column) {
        return column.toInstant(ZoneOffset.UTC);
    }

    public static @Nullable Instant instantOrNull(@Nullable LocalDateTime column) {
        return column == null ? null : instant(column);
    }
}
