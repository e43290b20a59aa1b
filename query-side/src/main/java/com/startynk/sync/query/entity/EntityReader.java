package com.startynk.sync.query.entity;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import java.time.Duration;
import java.util.function.Supplier;

/** Reads one entity: from memory, else from Redis, else from the database. */
public final class EntityReader {

    private final EntityRows rows;
    private final NearCache near;
    private final EntityCache cache;
    private final ReadCounts counts;
    private final Access access;
    private final ReadBarrier barrier;
    private final QuerySettings settings;

    public EntityReader(
            EntityRows rows,
            NearCache near,
            EntityCache cache,
            ReadCounts counts,
            Access access,
            ReadBarrier barrier,
            QuerySettings settings) {
        this.rows = rows;
        this.near = near;
        this.cache = cache;
        this.counts = counts;
        this.access = access;
        this.barrier = barrier;
        this.settings = settings;
    }

    /**
     * An entity for a reader.
     *
     * @param source where it came from
     */
    record Read(EntityView entity, ReadCounts.Source source) {

        /** Whether it came out of a cache. */
        boolean hit() {
            return source != ReadCounts.Source.DATABASE;
        }
    }

    /**
     * Answers only what the caller may see; everything else is not found.
     *
     * @param life how long a copy may stay in Redis; asked after the era, so that no copy of an era has the life of an older policy
     */
    Read read(String entityType, String entityId, Supplier<Duration> life, Caller caller) {
        barrier.awaitEntity(entityId, settings.consistentWait());
        var read = find(entityId, life);
        var entity = read.entity();
        if (!entity.entityType().equals(entityType) || !access.sees(caller, entityType, entityId, entity.projectId())) {
            throw Access.notFound();
        }
        return read;
    }

    private Read find(String entityId, Supplier<Duration> life) {
        var known = near.find(entityId);
        if (known != null) {
            return counted(new Read(known, ReadCounts.Source.NEAR));
        }
        var stamp = near.stamp(entityId);
        var read = counted(near.collapse(entityId, stamp, () -> load(entityId, life)));
        near.fill(read.entity(), stamp);
        return read;
    }

    private Read counted(Read read) {
        counts.count(read.entity().entityType(), read.source());
        return read;
    }

    private Read load(String entityId, Supplier<Duration> life) {
        var found = cache.find(entityId);
        if (found.entity() != null) {
            return new Read(found.entity(), ReadCounts.Source.REDIS);
        }
        var start = System.nanoTime();
        var entity = rows.find(entityId).map(EntityView::of).orElseThrow(Access::notFound);
        counts.loaded(entity.entityType(), System.nanoTime() - start);
        if (found.era() != null) {
            cache.fill(entity, found.era(), life.get());
        }
        return new Read(entity, ReadCounts.Source.DATABASE);
    }
}
