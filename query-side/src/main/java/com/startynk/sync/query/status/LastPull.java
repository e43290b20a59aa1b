package com.startynk.sync.query.status;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A device's last pull.
 *
 * @param userId who pulled; null here and below where an earlier release has noted no more than the time
 * @param cursor that the answer gave
 * @param hasMore whether the answer was not the end of the feed
 * @param projectIds that were asked for; empty for all
 * @param entityTypes that were asked for; empty for all
 * @param held the cursor that the device sent: what came before it, it surely has
 */
public record LastPull(
        Instant at,
        @Nullable String userId,
        Set<String> roles,
        @Nullable String cursor,
        boolean hasMore,
        List<String> projectIds,
        List<String> entityTypes,
        @Nullable String held) {

    public LastPull {
        roles = Set.copyOf(roles);
        projectIds = List.copyOf(projectIds);
        entityTypes = List.copyOf(entityTypes);
    }

    static LastPull at(Instant at) {
        return new LastPull(at, null, Set.of(), null, false, List.of(), List.of(), null);
    }
}
