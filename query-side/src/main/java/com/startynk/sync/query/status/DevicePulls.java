package com.startynk.sync.query.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.startynk.sync.query.platform.RedisBreaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When devices last pulled: kept in Redis, every few seconds at most, for it is asked of a few and told by all. */
public final class DevicePulls {

    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration LIFE = Duration.ofDays(90);

    private final RedisBreaker redis;
    private final Clock clock;
    private final Cache<String, Boolean> noted =
            Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(STEP).build();

    public DevicePulls(RedisBreaker redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    public void note(String deviceId) {
        if (noted.asMap().putIfAbsent(deviceId, true) == null) {
            var now = Long.toString(clock.millis()).getBytes(UTF_8);
            redis.ask(connection -> connection.stringCommands().pSetEx(key(deviceId), LIFE.toMillis(), now));
        }
    }

    Optional<Instant> last(String deviceId) {
        return redis.ask(connection -> connection.stringCommands().get(key(deviceId)))
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(new String(millis, UTF_8))));
    }

    private static byte[] key(String deviceId) {
        return ("device-pull:" + deviceId).getBytes(UTF_8);
    }
}
