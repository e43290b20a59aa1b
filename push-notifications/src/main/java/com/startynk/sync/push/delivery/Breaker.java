package com.startynk.sync.push.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Sends nothing for a while once our credentials were refused, altogether or for one platform: nothing would go through, and no
 * message is to blame. Tokens and messages are kept until somebody has mended it. The nodes tell each other by Redis; without it
 * each finds out by itself.
 */
final class Breaker {

    /** The access token, without which nothing is sent at all. */
    static final String EVERYTHING = "";

    private static final Logger log = LoggerFactory.getLogger(Breaker.class);

    /** How old what is known of other nodes may be. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final List<String> ALL = List.of(EVERYTHING, "ios", "android");

    private final Map<String, Instant> openUntil = new ConcurrentHashMap<>();
    private final StringRedisTemplate redis;
    private final String prefix;
    private final Duration time;
    private final Clock clock;
    private volatile Instant askNext = Instant.EPOCH;

    /** @param queue names what the nodes of one installation share */
    Breaker(StringRedisTemplate redis, String queue, Duration time, Clock clock) {
        this.redis = redis;
        this.prefix = "{" + queue + "}:refused:";
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
        try {
            redis.opsForValue().set(prefix + what, error, time);
        } catch (DataAccessException e) {
            log.debug("Other nodes find out by themselves", e);
        }
    }

    /** When it may be tried again; now, where nothing is known against it. */
    Instant closedFrom(String what) {
        hearOthers();
        var now = clock.instant();
        var until = openUntil.getOrDefault(what, now);
        return until.isBefore(now) ? now : until;
    }

    boolean isOpen(String what) {
        return closedFrom(what).isAfter(clock.instant());
    }

    /** How long is left goes round, and no time of day: clocks need not agree. */
    private void hearOthers() {
        var now = clock.instant();
        if (askNext.isAfter(now)) {
            return;
        }
        askNext = now.plus(FRESH);
        try {
            for (var what : ALL) {
                var left = redis.getExpire(prefix + what, TimeUnit.MILLISECONDS);
                if (left != null && left > 0) {
                    openUntil.merge(what, now.plusMillis(left), (one, other) -> one.isAfter(other) ? one : other);
                }
            }
        } catch (DataAccessException e) {
            // Each try costs a time-out.
            askNext = now.plus(PAUSE);
            log.debug("Other nodes cannot be heard", e);
        }
    }

    int open() {
        var now = clock.instant();
        return (int)
                openUntil.values().stream().filter(until -> until.isAfter(now)).count();
    }
}
