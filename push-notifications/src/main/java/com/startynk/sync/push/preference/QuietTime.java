package com.startynk.sync.push.preference;

import com.startynk.sync.push.preference.Preferences.QuietHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** Finds the end of quiet hours, where a phone is. */
final class QuietTime {

    private QuietTime() {}

    /** The time itself, or the end of the quiet hours that it falls into. Where summer time skips that end, just after the gap. */
    static Instant after(Instant time, QuietHours quiet, ZoneId zone) {
        var local = time.atZone(zone);
        if (!isQuiet(local.toLocalTime(), quiet)) {
            return time;
        }
        var overnight = quiet.from().isAfter(quiet.until());
        var tomorrow = overnight && !local.toLocalTime().isBefore(quiet.from());
        var end = local.toLocalDate()
                .plusDays(tomorrow ? 1 : 0)
                .atTime(quiet.until())
                .atZone(zone)
                .toInstant();
        return end.isAfter(time) ? end : time;
    }

    private static boolean isQuiet(LocalTime time, QuietHours quiet) {
        return quiet.from().isBefore(quiet.until())
                ? !time.isBefore(quiet.from()) && time.isBefore(quiet.until())
                : !time.isBefore(quiet.from()) || time.isBefore(quiet.until());
    }
}
