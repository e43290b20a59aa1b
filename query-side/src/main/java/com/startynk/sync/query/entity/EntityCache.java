package com.startynk.sync.query.entity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.query.platform.RawJson;
import com.startynk.sync.query.platform.RedisBreaker;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copies of entities in Redis that are never older than the feed.
 *
 * <p>Before the projection commits it lays a marker over what it changes, and a marker sends readers to the database; after
 * the commit it puts the new state in the place of its own marker; a copy that it finds there instead, because the marker was
 * lost, may be an old one and is removed. A reader fills only a place that is empty or of an earlier era. What Redis did not hear because it was away is
 * undone at its return: every copy carries an era, and the return begins a new one.
 */
public final class EntityCache {

    private static final String NO_ERA = "0";
    private static final byte MARKER = '-';

    /** Bytes. Below it packing costs more than it saves. */
    private static final int PACKED_FROM = 1024;

    /** Outlives the slowest commit; what a lost marker costs is reads from the database for so long. */
    private static final byte[] MARKER_LIFE = bytes(Duration.ofSeconds(30).toMillis());

    private final RedisBreaker redis;

    public EntityCache(RedisBreaker redis) {
        this.redis = redis;
    }

    /**
     * A copy to be renewed.
     *
     * @param life how long it may stay
     */
    public record Renewal(EntityView entity, Duration life) {}

    /**
     * What the cache knows of an entity.
     *
     * @param entity null when it knows nothing
     * @param era to be handed back when the reader fills the place; null when it must not
     */
    record Found(@Nullable EntityView entity, @Nullable String era) {}

    /** Declares every copy that was made before to be worthless. */
    public static Collection<? extends RedisFuture<?>> beginEra(RedisClusterAsyncCommands<byte[], byte[]> redis) {
        return CacheKeys.eras().map(redis::incr).toList();
    }

    /** The same for this deployment; returns before it is done. What Redis does not hear now, because it is away, its return does. */
    public void beginEra() {
        redis.tellLater(EntityCache::beginEra);
    }

    Found find(String entityId) {
        var known = redis.ask(connection ->
                        connection.stringCommands().mGet(CacheKeys.era(entityId), CacheKeys.entity(entityId)))
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

    /** Returns before it is done. */
    void fill(EntityView entity, String era, Duration life) {
        var id = entity.entityId();
        redis.tellLater(commands -> List.of(commands.eval(
                CacheScripts.FILL,
                ScriptOutputType.STATUS,
                new byte[][] {CacheKeys.era(id), CacheKeys.entity(id)},
                era.getBytes(UTF_8),
                write(entity),
                bytes(life.toMillis()))));
    }

    /**
     * To be called before a commit that changes these entities, which has to wait for it. May be called long before: a marker
     * that nothing comes of costs reads from the database for a while.
     */
    public RedisBreaker.Sent mark(Collection<String> entityIds, String marker) {
        if (entityIds.isEmpty()) {
            return () -> {};
        }
        var value = marker(marker);
        return redis.begin(commands -> CacheKeys.bySlot(entityIds, id -> id).values().stream()
                .map(ids -> commands.eval(
                        CacheScripts.MARK, ScriptOutputType.STATUS, keys(ids.stream()), value, MARKER_LIFE))
                .toList());
    }

    /** To be called after that commit; returns before it is done. */
    public void renew(Collection<Renewal> renewals, String marker) {
        if (!renewals.isEmpty()) {
            var value = marker(marker);
            redis.tellLater(commands ->
                    CacheKeys.bySlot(renewals, renewal -> renewal.entity().entityId()).values().stream()
                            .map(some -> renew(some, value, commands))
                            .toList());
        }
    }

    private static RedisFuture<Object> renew(
            List<Renewal> renewals, byte[] marker, RedisClusterAsyncCommands<byte[], byte[]> commands) {
        var ids = renewals.stream().map(renewal -> renewal.entity().entityId()).toList();
        var values = Stream.concat(
                Stream.of(marker),
                renewals.stream()
                        .flatMap(renewal -> Stream.of(
                                write(renewal.entity()), bytes(renewal.life().toMillis()))));
        return commands.eval(
                CacheScripts.RENEW,
                ScriptOutputType.STATUS,
                Stream.concat(Stream.of(CacheKeys.era(ids.get(0))), Arrays.stream(keys(ids.stream())))
                        .toArray(byte[][]::new),
                values.toArray(byte[][]::new));
    }

    /** An entity's copy, or nothing when it is of an earlier era. */
    private static @Nullable EntityView read(String entityId, byte[] copy, String era) {
        var head = IntStream.range(0, copy.length)
                .filter(at -> copy[at] == '\n')
                .findFirst()
                .orElse(0);
        var parts = new String(copy, 0, head, UTF_8).split("\\|", -1);
        if (parts.length != 5 || !parts[0].equals(era)) {
            return null;
        }
        var body = Arrays.copyOfRange(copy, head + 1, copy.length);
        return new EntityView(
                entityId,
                parts[1],
                parts[2],
                Long.parseLong(parts[3]),
                new RawJson(parts[4].equals(Packing.PACKED) ? Packing.unpacked(body) : body));
    }

    private static byte[] write(EntityView entity) {
        var json = entity.json().bytes();
        var packs = json.length > PACKED_FROM;
        var head = "|" + entity.entityType() + "|" + entity.projectId() + "|" + entity.version() + "|"
                + (packs ? Packing.PACKED : "") + "\n";
        return concat(head.getBytes(UTF_8), packs ? Packing.packed(json) : json);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static byte[][] keys(Stream<String> entityIds) {
        return entityIds.map(CacheKeys::entity).toArray(byte[][]::new);
    }

    private static byte[] marker(String marker) {
        return ("-" + marker).getBytes(UTF_8);
    }

    private static byte[] bytes(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }
}
