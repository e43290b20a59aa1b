package com.startynk.sync.push.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends nothing for a while once our credentials were refused, altogether or for one platform: nothing would go through, and no
 * message is to blame. Tokens and messages are kept until somebody has mended it. Each node finds out by itself.
 */
final class Breaker {

    /** The access token, without which nothing is sent at all. */
    static final String EVERYTHING = "";

    private static final Logger log = LoggerFactory.getLogger(Breaker.class);

    private final ConcurrentHashMap<String, Instant> openUntil = new ConcurrentHashMap<>();
    private final Duration time;
    private final Clock clock;

    Breaker(Duration time, Clock clock) {
        this.time = time;
        this.clock = clock;
    }

    /**
     * Our credentials were refused.
     *
     * @param what {@link #EVERYTHING} or a platform
     */
    void open(String what, String error) {
        var now = clock.instant();
        var before = openUntil.put(what, now.plus(time));
        if (before == null || before.isBefore(now)) {
            log.error(
                    "Expo refuses our credentials ({}): {} is not sent to for {}, and then tried again",
                    error,
                    what.isEmpty() ? "no phone" : what,
                    time);
        }
    }

    /** When it may be tried again; now, where nothing is known against it. */
    Instant closedFrom(String what) {
        var now = clock.instant();
        var until = openUntil.getOrDefault(what, now);
        return until.isBefore(now) ? now : until;
    }

    boolean isOpen(String what) {
        return closedFrom(what).isAfter(clock.instant());
    }

    int open() {
        var now = clock.instant();
        return (int)
                openUntil.values().stream().filter(until -> until.isAfter(now)).count();
    }
}
