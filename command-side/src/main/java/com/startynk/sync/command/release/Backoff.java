package com.startynk.sync.command.release;

import java.time.Duration;

/**
 * How long to wait before the next try: doubled with each one, up to a bound, and shortened by up to a half so that what
 * failed together does not come back together.
 *
 * @param first before the second try
 * @param longest at most
 */
record Backoff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 30;

    /**
     * The time between a try and the next.
     *
     * @param tries how many there have been, from 1
     * @param jitter from 0 to below 1
     */
    Duration after(int tries, double jitter) {
        var doubled = first.multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS));
        var whole = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Duration.ofNanos((long) (whole.toNanos() * (1 - jitter / 2)));
    }
}
