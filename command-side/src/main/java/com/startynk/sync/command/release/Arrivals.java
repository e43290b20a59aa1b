package com.startynk.sync.command.release;

import com.startynk.sync.command.entity.EntityDirectory;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.parking.ParkedItem;
import java.util.HashMap;
import java.util.Map;

/**
 * Which entities have arrived, as first looked up. What has arrived since is still missing here: else the later ones of what
 * waits for it would be found ready, and the earlier ones not.
 */
final class Arrivals {

    private final EntityDirectory directory;
    private final Map<EntityId, Boolean> known = new HashMap<>();

    Arrivals(EntityDirectory directory) {
        this.directory = directory;
    }

    boolean has(EntityId entity) {
        return known.computeIfAbsent(entity, directory::exists);
    }

    /** Whether all that it waits for has arrived. */
    boolean haveAll(ParkedItem item) {
        return item.awaits().stream().allMatch(this::has);
    }
}
