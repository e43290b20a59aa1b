package com.startynk.sync.query.explain;

import com.startynk.sync.query.audit.AuditLine.Author;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a device shows an entity as it does.
 *
 * @param pull null where it never pulled
 * @param versionThen the entity's version when the device pulled last; null where it never did, or the entity came later
 * @param mutations the device's own, oldest first; of very many the latest
 * @param parked those that wait, or were refused after waiting
 * @param deadLetters how many of the entity's events the projection could not take, so that nobody is told of them yet
 * @param permission null where it is not known who uses the device
 * @param sentences the same for people
 */
record Explanation(
        String deviceId,
        Entity entity,
        @Nullable Pull pull,
        @Nullable Long versionThen,
        List<Own> mutations,
        List<Parked> parked,
        long deadLetters,
        @Nullable Permission permission,
        List<String> sentences) {

    record Entity(
            String entityType,
            String entityId,
            String projectId,
            long version,
            boolean deleted,
            Instant updatedAt,
            Author changedBy) {}

    /**
     * The last pull of the device.
     *
     * @param told whether this pull, or one before it, has told the version that the entity has now
     */
    record Pull(
            Instant at,
            @Nullable String userId,
            Set<String> roles,
            boolean told,
            boolean hasMore,
            List<String> projectIds,
            List<String> entityTypes) {}

    /** @param conflict how one ended that it met; null for none */
    record Own(
            String mutationId,
            String outcome,
            long version,
            Instant occurredAt,
            @Nullable String strategy,
            @Nullable String conflict) {}

    record Parked(
            String mutationId,
            String state,
            int attempts,
            @Nullable String errorCode) {}

    /**
     * What the person who pulled last may see of it, by the roles of that time.
     *
     * @param onlyOwn whether the roles see records of this type only where they are his own
     * @param sees all of it together
     */
    record Permission(
            String userId,
            boolean member,
            boolean roleMayRead,
            boolean onlyOwn,
            boolean sees,
            Set<String> hiddenFields) {}
}
