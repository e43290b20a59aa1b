package com.startynk.sync.query.entity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Entities in the memory of the process that projects them, never older than the feed. Only that process can know, before a commit,
 * what the commit is about to change; every other one asks Redis.
 *
 * <p>Ids share a number of lines. Before a commit the projection closes the lines of what it changes and drops the copies, after it
 * puts the new states there and opens the lines. A copy that a reader brings is taken only while the line is open and has
 * been since before he read.
 */
public final class NearCache {

    /** What a copy costs beside its JSON, in bytes: ids, the entry, the node of the table. */
    private static final int OVERHEAD = 400;

    private static final int LINES = 4096;

    private final BooleanSupplier projectsHere;
    private final Cache<String, EntityView> copies;
    /** How many commits are under way that change something in a line. */
    private final AtomicIntegerArray closings = new AtomicIntegerArray(LINES);
    /** How often a line was closed, or everything forgotten. */
    private final AtomicLongArray stamps = new AtomicLongArray(LINES);

    private final ConcurrentHashMap<Reading, CompletableFuture<EntityReader.Read>> readings = new ConcurrentHashMap<>();

    private record Reading(String entityId, long stamp) {}

    /**
     * Empty in the beginning.
     *
     * @param maxBytes how much memory the copies may take together
     * @param projectsHere whether the projection runs in this process, and in no other
     */
    public NearCache(long maxBytes, BooleanSupplier projectsHere) {
        this.projectsHere = projectsHere;
        this.copies = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String id, EntityView entity) ->
                        OVERHEAD + entity.json().length())
                .recordStats()
                .build();
    }

    @Nullable EntityView find(String entityId) {
        return projectsHere.getAsBoolean() ? copies.getIfPresent(entityId) : null;
    }

    /** To be asked before an entity is read, and handed back with what was read; negative when it cannot be kept. */
    long stamp(String entityId) {
        if (!projectsHere.getAsBoolean()) {
            return -1;
        }
        var line = line(entityId);
        var stamp = stamps.get(line);
        return closings.get(line) > 0 ? -1 : stamp;
    }

    /** Keeps a copy, unless something has changed in its line since. */
    void fill(EntityView read, long stamp) {
        if (stamp >= 0) {
            var line = line(read.entityId());
            copies.asMap().compute(read.entityId(), (id, there) -> stamps.get(line) == stamp ? read : there);
        }
    }

    /**
     * What several readers miss at the same time is read once. Nobody joins a reading that began before the last change of its
     * line, and who joins one that fails reads for himself.
     */
    EntityReader.Read collapse(String entityId, long stamp, Supplier<EntityReader.Read> reading) {
        if (stamp < 0) {
            return reading.get();
        }
        var key = new Reading(entityId, stamp);
        var own = new CompletableFuture<EntityReader.Read>();
        var other = readings.putIfAbsent(key, own);
        if (other != null) {
            var joined =
                    other.handle((read, failure) -> Optional.ofNullable(read)).join();
            return joined.orElseGet(reading);
        }
        try {
            var read = reading.get();
            own.complete(read);
            return read;
        } catch (RuntimeException e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            readings.remove(key);
        }
    }

    /** To be called before a commit that changes these entities; {@link #open} must follow. */
    public void close(Collection<String> entityIds) {
        linesOf(entityIds).forEach(line -> {
            closings.incrementAndGet(line);
            stamps.incrementAndGet(line);
        });
        copies.invalidateAll(entityIds);
    }

    /**
     * To be called after that commit, or when there will be none, with the same entities. Where another commit is under way in a
     * line, nothing is kept: it may be about to make a newer state.
     */
    public void open(Collection<String> entityIds, Collection<EntityView> changed) {
        for (var entity : changed) {
            var line = line(entity.entityId());
            copies.asMap().compute(entity.entityId(), (id, there) -> closings.get(line) == 1 ? entity : there);
        }
        linesOf(entityIds).forEach(closings::decrementAndGet);
    }

    /** Forgets everything: the projection has run elsewhere. */
    public void clear() {
        IntStream.range(0, LINES).forEach(stamps::incrementAndGet);
        copies.invalidateAll();
    }

    /** Bytes, about. */
    long weight() {
        return copies.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }

    long size() {
        return copies.estimatedSize();
    }

    long evictions() {
        return copies.stats().evictionCount();
    }

    private static IntStream linesOf(Collection<String> entityIds) {
        return entityIds.stream().mapToInt(NearCache::line).distinct();
    }

    private static int line(String entityId) {
        var hash = entityId.hashCode();
        return (hash ^ hash >>> 16) & LINES - 1;
    }
}
