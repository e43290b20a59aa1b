package com.startynk.sync.push.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When Expo is asked what became of a message. */
record ReceiptSchedule(List<Duration> times, Duration until) {

    /** Receipts are there after a quarter of an hour, as Expo says, and forgotten after a day. */
    private static final List<Duration> OF_EXPO =
            Stream.of(15, 30, 60, 180, 480, 1200, 1410).map(Duration::ofMinutes).toList();

    private static final List<Duration> OF_A_STAND_IN =
            Stream.of(1, 2, 4, 8, 15, 30, 60, 300).map(Duration::ofSeconds).toList();

    static ReceiptSchedule of(SendingSettings settings, boolean expo) {
        var times = settings.receiptTimes();
        return new ReceiptSchedule(times != null ? times : expo ? OF_EXPO : OF_A_STAND_IN, settings.receiptsUntil());
    }

    /**
     * The next time after so many tries, null when it is not worth asking any more.
     *
     * @param tries how often was asked
     */
    @Nullable Instant next(Instant accepted, int tries) {
        if (tries >= times.size() || times.get(tries).compareTo(until) > 0) {
            return null;
        }
        return accepted.plus(times.get(tries));
    }
}
