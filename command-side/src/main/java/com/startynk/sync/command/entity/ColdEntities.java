package com.startynk.sync.command.entity;

import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.platform.axon.ManyStreams;
import java.util.LinkedHashSet;
import java.util.stream.Collectors;
import org.axonframework.common.caching.Cache;

/**
 * Entities that are not in memory: all that a group needs are read by one statement, where loading them one by one costs each a
 * few. It matters after a start, and where more entities are edited than are kept.
 */
final class ColdEntities {

    private final Cache cache;
    private final ManyStreams streams;

    ColdEntities(Cache cache, ManyStreams streams) {
        this.cache = cache;
        this.streams = streams;
    }

    /** Has what these need read before they are decided. Creations are left out: there is nearly always nothing of them. */
    void readFor(ApplyMutations group) {
        var cold = group.intents().stream()
                .filter(intent -> group.afterClash() || !intent.creates())
                .map(Intent::entityId)
                .map(EntityId::toString)
                .filter(id -> !cache.containsKey(id))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!cold.isEmpty()) {
            streams.readAhead(cold);
        }
    }
}
