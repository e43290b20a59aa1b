package com.startynk.sync.realtime.relay;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client wants to follow, or no longer; whether it may is not said. */
public record Subscription(Set<String> projectIds, List<Entity> entities) {

    /**
     * One entity.
     *
     * @param projectId where it lives
     * @param owner the key of its owner, where its type lets some see only their own
     */
    public record Entity(
            String entityType,
            String entityId,
            String projectId,
            @Nullable String owner) {

        String room() {
            return Room.entity(entityType, entityId);
        }
    }

    /** Every project that one must be a member of for this. */
    Set<String> homes() {
        var all = new HashSet<>(projectIds);
        entities.forEach(entity -> all.add(entity.projectId()));
        return all;
    }
}
