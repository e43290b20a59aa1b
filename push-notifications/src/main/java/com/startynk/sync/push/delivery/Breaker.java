package com.startynk.sync.push.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Sends nothing for a while once our credentials were refused, altogether, for one project of Expo's or for one platform of it:
 * nothing would go through, and no message is to blame. Tokens and messages are kept until somebody has mended it. Where something
 * went through a moment ago a refusal is the matter of whom it meets: anybody may register a phone of a project that is not ours.
 * The nodes tell each other by Redis; without it each finds out by itself.
 */
final class Breaker {

    /** The access token, without which nothing is sent at all. */
    static final String EVERYTHING = "";

    private static final Logger log = LoggerFactory.getLogger(Breaker.class);

    /** How old what is known of other nodes may be. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Map<String, Instant> openUntil = new ConcurrentHashMap<>();
    private final Map<String, Instant> passed = new ConcurrentHashMap<>();
    private final Map<String, Instant> askNext = new ConcurrentHashMap<>();
    private final StringRedisTemplate redis;
    private final String prefix;
    private final Duration time;
    private final Clock clock;
    private volatile Instant awayUntil = Instant.EPOCH;

    /** @param queue names what the nodes of one installation share */
    Breaker(StringRedisTemplate redis, String queue, Duration time, Clock clock) {
        this.redis = redis;
        this.prefix = "{" + queue + "}:refused:";
        this.time = time;
        this.clock = clock;
    }

    /**
     * What may be stopped by itself.
     *
     * @param platform empty for all platforms
     * @param project of Expo's; empty where it is not known, as long as an installation has met one only
     */
    static String key(String platform, String project) {
        return project.isEmpty() ? platform : platform + ":" + project;
    }

    /** Something went through, so our credentials are good. */
    void passed(String what) {
        passed.put(what, clock.instant());
    }

    /**
     * Our credentials were refused.
     *
     * @param what {@link #EVERYTHING} or a {@link #key}
     * @return whether it is stopped now; not when something went through within the time for which it would be
     */
    boolean open(String what, String error) {
        var now = clock.instant();
        if (passed.getOrDefault(what, Instant.MIN).isAfter(now.minus(time))) {
            return false;
        }
        var until = now.plus(time);
        var before = openUntil.put(what, until);
        if (before != null && before.plus(FRESH).isAfter(until)) {
            return true;
        }
        if (before == null || before.isBefore(now)) {
            log.error(
                    "Expo refuses our credentials ({}): no message goes to {} for {}, and then they are tried again",
                    error,
                    what.isEmpty() ? "any phone" : what,
                    time);
        }
        try {
            redis.opsForValue().set(prefix + what, error, time);
        } catch (DataAccessException e) {
            log.debug("Other nodes find out by themselves", e);
        }
        return true;
    }

    /** When it may be tried again; now, where nothing is known against it. */
    Instant closedFrom(String what) {
        hearOthers(what);
        var now = clock.instant();
        var until = openUntil.getOrDefault(what, now);
        return until.isBefore(now) ? now : until;
    }

    boolean isOpen(String what) {
        return closedFrom(what).isAfter(clock.instant());
    }

    /** How long is left goes round, and no time of day: clocks need not agree. */
    private void hearOthers(String what) {
        var now = clock.instant();
        if (awayUntil.isAfter(now) || askNext.getOrDefault(what, now).isAfter(now)) {
            return;
        }
        askNext.put(what, now.plus(FRESH));
        try {
            var left = redis.getExpire(prefix + what, TimeUnit.MILLISECONDS);
            if (left != null && left > 0) {
                openUntil.merge(what, now.plusMillis(left), (one, other) -> one.isAfter(other) ? one : other);
            }
        } catch (DataAccessException e) {
            // Each try costs a time-out.
            awayUntil = now.plus(PAUSE);
            log.debug("Other nodes cannot be heard", e);
        }
    }

    int open() {
        var now = clock.instant();
        return (int)
                openUntil.values().stream().filter(until -> until.isAfter(now)).count();
    }
}
