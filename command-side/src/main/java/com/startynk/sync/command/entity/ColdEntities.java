package com.startynk.sync.command.entity;

import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.platform.axon.ManyStreams;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.common.caching.Cache;

/**
 * Entities that are not in memory: those that a group is about to need are read by one statement, where loading them one by one
 * costs each a few. It matters after a start, and where more entities are edited than are kept.
 */
final class ColdEntities {

    /** As much as may be in memory for each group: an entity has up to a hundred events. */
    private static final int AT_ONCE = 50;

    private final Cache cache;
    private final ManyStreams streams;

    ColdEntities(Cache cache, ManyStreams streams) {
        this.cache = cache;
        this.streams = streams;
    }

    /** The cold entities of one group, read as its intents come up. */
    Reading of(ApplyMutations group) {
        return new Reading(group);
    }

    /** How far one group has been read. */
    final class Reading {

        private final List<Intent> intents;
        private final boolean afterClash;
        private final Set<EntityId> before = new HashSet<>();
        private int end;

        Reading(ApplyMutations group) {
            this.intents = group.intents();
            this.afterClash = group.afterClash();
        }

        /** Has this intent's entity read, with those of the next ones, unless it was among them. */
        void reach(int index) {
            if (index < end) {
                return;
            }
            var cold = new ArrayList<String>();
            var ids = new HashSet<MutationId>();
            end = index;
            // A group ends before an id that repeats. Read beyond it, the rest would be read again with each of them.
            while (end < intents.size()
                    && cold.size() < AT_ONCE
                    && ids.add(intents.get(end).id())) {
                var intent = intents.get(end);
                if (isCold(intent)) {
                    cold.add(intent.entityId().toString());
                }
                before.add(intent.entityId());
                end++;
            }
            if (!cold.isEmpty()) {
                streams.readAhead(cold);
            }
        }

        /** Of what is created there is nearly always nothing. */
        private boolean isCold(Intent intent) {
            return (afterClash || !intent.creates())
                    && !before.contains(intent.entityId())
                    && !cache.containsKey(intent.entityId().toString());
        }
    }
}
