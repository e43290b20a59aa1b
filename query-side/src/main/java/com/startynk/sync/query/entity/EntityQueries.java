package com.startynk.sync.query.entity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.protocol.feed.EntityHome;
import com.startynk.sync.protocol.feed.FindEntityHome;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/** Answers other services about entities. */
public final class EntityQueries {

    private static final EntityHome NOWHERE = new EntityHome(null, null);

    private final EntityRows rows;
    private final ReadBarrier barrier;
    private final QuerySettings settings;
    private final EntityCatalog catalog;
    private final StoredFields json;

    /** An entity never moves, so what was found once stays right, unless it has an owner: that may become another. */
    private final Cache<FindEntityHome, EntityHome> homes =
            Caffeine.newBuilder().maximumSize(100_000).build();

    public EntityQueries(
            EntityRows rows, ReadBarrier barrier, QuerySettings settings, EntityCatalog catalog, StoredFields json) {
        this.rows = rows;
        this.barrier = barrier;
        this.settings = settings;
        this.catalog = catalog;
        this.json = json;
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
                .map(row -> new EntityHome(row.projectId(), owner(row)))
                .orElse(NOWHERE);
        if (home.projectId() != null && !isOwned(query.entityType())) {
            homes.put(query, home);
        }
        return home;
    }

    private boolean isOwned(String entityType) {
        return catalog.find(entityType).map(EntityType::ownerField).isPresent();
    }

    private @Nullable String owner(EntityRow row) {
        return isOwned(row.entityType())
                ? catalog.find(row.entityType())
                        .map(type -> type.ownerOf(json.read(row.data())))
                        .orElse(null)
                : null;
    }
}
