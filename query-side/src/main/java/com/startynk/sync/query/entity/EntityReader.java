package com.startynk.sync.query.entity;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import java.time.Duration;

/** Reads one entity, through the cache. */
public final class EntityReader {

    private final EntityRows rows;
    private final EntityCache cache;
    private final Access access;
    private final ReadBarrier barrier;
    private final QuerySettings settings;
    private final CountedReads reads;

    public EntityReader(
            EntityRows rows,
            EntityCache cache,
            Access access,
            ReadBarrier barrier,
            QuerySettings settings,
            CountedReads reads) {
        this.rows = rows;
        this.cache = cache;
        this.access = access;
        this.barrier = barrier;
        this.settings = settings;
        this.reads = reads;
    }

    /**
     * An entity for a reader.
     *
     * @param hit whether it came out of the cache
     */
    record Read(EntityView entity, boolean hit) {}

    /** Answers only what the caller may see; everything else is not found. */
    Read read(String entityType, String entityId, Duration life, Caller caller) {
        barrier.awaitEntity(entityId, settings.consistentWait());
        var read = find(entityId, life);
        var entity = read.entity();
        if (!entity.entityType().equals(entityType) || !access.sees(caller, entityType, entityId, entity.projectId())) {
            throw Access.notFound();
        }
        return read;
    }

    private Read find(String entityId, Duration life) {
        var found = cache.find(entityId);
        if (found.entity() != null) {
            reads.hit(found.entity().entityType());
            return new Read(found.entity(), true);
        }
        var begun = System.nanoTime();
        var entity = rows.find(entityId).map(EntityView::of).orElseThrow(Access::notFound);
        reads.loaded(entity.entityType(), System.nanoTime() - begun);
        if (found.era() != null) {
            cache.fill(entity, found.era(), life);
        }
        return new Read(entity, false);
    }
}
