package com.startynk.sync.query.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.startynk.sync.query.platform.RedisBreaker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What devices last pulled, kept in Redis: of pulls that tell nothing one in a few seconds, for it is asked of a few and told
 * by all.
 */
public final class DevicePulls {

    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration LIFE = Duration.ofDays(90);

    private final RedisBreaker redis;
    private final JsonMapper json;

    /** By device, the cursor of the answer that was noted last; empty where a device that comes back with it says nothing new. */
    private final Cache<String, String> noted =
            Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(STEP).build();

    public DevicePulls(RedisBreaker redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /**
     * Notes a pull. The first one with the cursor of an answer that told something is noted as well: it shows that the answer
     * has arrived.
     *
     * @param toldAll whether it told something, and was the last page that did
     */
    public void note(String deviceId, LastPull pull, boolean toldAll) {
        var before = noted.getIfPresent(deviceId);
        if (before == null || toldAll || (!before.isEmpty() && before.equals(pull.held()))) {
            noted.put(deviceId, toldAll ? String.valueOf(pull.cursor()) : "");
            var value = json.writeValueAsBytes(pull);
            redis.ask(connection -> connection.stringCommands().pSetEx(key(deviceId), LIFE.toMillis(), value));
        }
    }

    /** What a device pulled last; empty where it never did, or Redis is away. */
    public Optional<LastPull> lastPull(String deviceId) {
        return redis.ask(connection -> connection.stringCommands().get(key(deviceId)))
                .map(this::read);
    }

    Optional<Instant> last(String deviceId) {
        return lastPull(deviceId).map(LastPull::at);
    }

    /** Earlier releases kept the time alone. */
    private LastPull read(byte[] value) {
        return value[0] == '{'
                ? json.readValue(value, LastPull.class)
                : LastPull.at(Instant.ofEpochMilli(Long.parseLong(new String(value, UTF_8))));
    }

    private static byte[] key(String deviceId) {
        return ("device-pull:" + deviceId).getBytes(UTF_8);
    }
}
