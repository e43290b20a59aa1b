package com.startynk.sync.query.entity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.query.platform.RawJson;
import com.startynk.sync.query.platform.RedisBreaker;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.connection.SetCondition;
import org.springframework.data.redis.core.types.Expiration;

/**
 * Copies of entities in Redis that are never older than the feed.
 *
 * <p>Before the projection commits it lays a marker over what it changes, and a marker sends readers to the database; after
 * the commit it puts the new state in the place of its own marker and of nothing else. A reader fills only an empty place. What
 * Redis did not hear because it was away is undone at its return: every copy carries an era, and the return begins a new one.
 */
public final class EntityCache {

    private static final byte[] ERA = "entity-cache:era".getBytes(UTF_8);
    private static final String NO_ERA = "0";
    private static final byte MARKER = '-';

    /** Outlives the slowest commit; what a lost marker costs is reads from the database for so long. */
    private static final Duration MARKER_LIFE = Duration.ofSeconds(30);

    private static final byte[] REPLACE_OWN_MARKER = """
            if redis.call('GET', KEYS[1]) == ARGV[1] then
              redis.call('SET', KEYS[1], (redis.call('GET', KEYS[2]) or '0') .. ARGV[2], 'PX', ARGV[3])
            end
            """.getBytes(UTF_8);

    private final RedisBreaker redis;

    public EntityCache(RedisBreaker redis) {
        this.redis = redis;
    }

    /** Declares every copy that was made before to be worthless. */
    public static void beginEra(RedisConnection redis) {
        redis.stringCommands().incr(ERA);
    }

    /**
     * What the cache knows of an entity.
     *
     * @param entity null when it knows nothing
     * @param era to be handed back when the reader fills the place; null when it must not
     */
    record Found(@Nullable EntityView entity, @Nullable String era) {}

    Found find(String entityId) {
        var known = redis.ask(connection -> connection.stringCommands().mGet(ERA, key(entityId)))
                .orElse(List.of());
        if (known.size() != 2) {
            return new Found(null, null);
        }
        var era = known.get(0) == null ? NO_ERA : new String(known.get(0), UTF_8);
        var copy = known.get(1);
        if (copy == null) {
            return new Found(null, era);
        }
        return copy.length > 0 && copy[0] == MARKER ? new Found(null, null) : new Found(read(entityId, copy, era), era);
    }

    void fill(EntityView entity, String era, Duration life) {
        var copy = concat(era.getBytes(UTF_8), write(entity));
        redis.ask(connection -> connection
                .stringCommands()
                .set(key(entity.entityId()), copy, SetCondition.ifAbsent(), Expiration.from(life)));
    }

    /** To be called before a commit that changes these entities. */
    public void mark(Collection<String> entityIds, String marker) {
        if (!entityIds.isEmpty()) {
            var value = marker(marker);
            redis.tell(connection -> {
                entityIds.forEach(id -> connection.stringCommands().pSetEx(key(id), MARKER_LIFE.toMillis(), value));
            });
        }
    }

    /** To be called after that commit. */
    public void renew(Map<EntityView, Duration> entities, String marker) {
        if (!entities.isEmpty()) {
            var value = marker(marker);
            redis.tell(connection -> {
                entities.forEach((entity, life) -> connection
                        .scriptingCommands()
                        .eval(
                                REPLACE_OWN_MARKER,
                                ReturnType.STATUS,
                                2,
                                key(entity.entityId()),
                                ERA,
                                value,
                                write(entity),
                                Long.toString(life.toMillis()).getBytes(UTF_8)));
            });
        }
    }

    /** An entity's copy, or nothing when it is of an earlier era. */
    private static @Nullable EntityView read(String entityId, byte[] copy, String era) {
        var head = indexOf(copy, (byte) '\n');
        var parts = new String(copy, 0, head, UTF_8).split("\\|", -1);
        if (parts.length != 4 || !parts[0].equals(era)) {
            return null;
        }
        return new EntityView(
                entityId,
                parts[1],
                parts[2],
                Long.parseLong(parts[3]),
                new RawJson(Arrays.copyOfRange(copy, head + 1, copy.length)));
    }

    private static byte[] write(EntityView entity) {
        var head = "|" + entity.entityType() + "|" + entity.projectId() + "|" + entity.version() + "\n";
        return concat(head.getBytes(UTF_8), entity.json().bytes());
    }

    private static int indexOf(byte[] bytes, byte wanted) {
        var at = 0;
        while (at < bytes.length && bytes[at] != wanted) {
            at++;
        }
        return Math.min(at, bytes.length);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static byte[] key(String entityId) {
        return ("entity:" + entityId).getBytes(UTF_8);
    }

    private static byte[] marker(String marker) {
        return ("-" + marker).getBytes(UTF_8);
    }
}
