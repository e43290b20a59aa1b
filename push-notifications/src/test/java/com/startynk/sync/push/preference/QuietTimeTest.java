package com.startynk.sync.push.preference;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.push.preference.Preferences.QuietHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietTimeTest {

    @ParameterizedTest
    @CsvSource({
        // Before, within on both sides of midnight, at both ends.
        "2026-11-26T20:59:00Z, 22:00, 06:00, Europe/Berlin, 2026-11-26T20:59:00Z",
        "2026-11-26T21:00:00Z, 22:00, 06:00, Europe/Berlin, 2026-11-27T05:00:00Z",
        "2026-11-27T03:00:00Z, 22:00, 06:00, Europe/Berlin, 2026-11-27T05:00:00Z",
        "2026-11-27T05:00:00Z, 22:00, 06:00, Europe/Berlin, 2026-11-27T05:00:00Z",
        // Within one day.
        "2026-11-26T12:30:00Z, 12:00, 14:00, UTC, 2026-11-26T14:00:00Z",
        "2026-11-26T11:30:00Z, 12:00, 14:00, UTC, 2026-11-26T11:30:00Z",
        // The night in which summer time begins is an hour shorter, the one in which it ends an hour longer.
        "2026-03-28T22:00:00Z, 22:00, 06:00, Europe/Berlin, 2026-03-29T04:00:00Z",
        "2026-10-24T21:00:00Z, 22:00, 06:00, Europe/Berlin, 2026-10-25T05:00:00Z",
        // The end itself is skipped: 02:30 does not exist that night.
        "2026-03-29T00:30:00Z, 22:00, 02:30, Europe/Berlin, 2026-03-29T01:30:00Z",
        "2026-11-26T14:00:00Z, 22:00, 06:00, Asia/Kathmandu, 2026-11-26T14:00:00Z",
        "2026-11-26T17:00:00Z, 22:00, 06:00, Asia/Kathmandu, 2026-11-27T00:15:00Z"
    })
    void endsWhereThePhoneIs(Instant time, LocalTime from, LocalTime until, ZoneId zone, Instant end) {
        assertThat(QuietTime.after(time, new QuietHours(from, until), zone)).isEqualTo(end);
    }
}
