package com.startynk.sync.protocol.dashboard;

import java.time.Instant;
import java.util.List;

/**
 * How many notifications there were, by when their time came and how they stand now.
 *
 * @param byMinute those of each minute; minutes without any are not in it
 * @param byHour likewise by hours
 * @param byType all of these hours, by their types
 * @param failures those that failed, by what their failure is called
 */
public record NotificationFigures(
        List<Standing> byMinute, List<Standing> byHour, List<OfType> byType, List<Failure> failures) {

    public NotificationFigures {
        byMinute = List.copyOf(byMinute);
        byHour = List.copyOf(byHour);
        byType = List.copyOf(byType);
        failures = List.copyOf(failures);
    }

    /** Those of one minute or hour, which begins at {@code at}, that stand so. */
    public record Standing(Instant at, String status, long count) {}

    public record OfType(String type, String status, long count) {}

    public record Failure(String error, long count) {}
}
