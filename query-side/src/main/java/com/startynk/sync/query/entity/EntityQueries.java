package com.startynk.sync.query.entity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.startynk.sync.protocol.feed.EntityHome;
import com.startynk.sync.protocol.feed.FindEntityHome;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import org.axonframework.queryhandling.QueryHandler;

/** Answers other services about entities. */
public final class EntityQueries {

    private static final EntityHome NOWHERE = new EntityHome(null);

    private final EntityRows rows;
    private final ReadBarrier barrier;
    private final QuerySettings settings;

    /** An entity never moves, so what was found once stays right. */
    private final Cache<FindEntityHome, EntityHome> homes =
            Caffeine.newBuilder().maximumSize(100_000).build();

    public EntityQueries(EntityRows rows, ReadBarrier barrier, QuerySettings settings) {
        this.rows = rows;
        this.barrier = barrier;
        this.settings = settings;
    }

    @QueryHandler
    EntityHome handle(FindEntityHome query) {
        var known = homes.getIfPresent(query);
        if (known != null) {
            return known;
        }
        barrier.awaitEntity(query.entityId(), settings.consistentWait());
        var home = rows.find(query.entityId())
                .filter(row -> row.entityType().equals(query.entityType()))
                .map(row -> new EntityHome(row.projectId()))
                .orElse(NOWHERE);
        if (home.projectId() != null) {
            homes.put(query, home);
        }
        return home;
    }
}
