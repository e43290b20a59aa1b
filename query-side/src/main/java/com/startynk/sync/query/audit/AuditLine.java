package com.startynk.sync.query.audit;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.query.projection.Fact;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of an entity: who made what of it.
 *
 * @param operation {@code CREATE}, {@code UPDATE}, {@code DELETE}, or {@code ERASE} where the person was erased: the values are gone
 *     from here and from all lines before; an edit that brings a deleted entity back is an update
 * @param changes what readers saw change
 * @param conflict the conflict that the mutation met, or that a person decided by it
 */
public record AuditLine(
        String eventId,
        String entityType,
        String entityId,
        long version,
        String operation,
        String mutationId,
        Author changedBy,
        Instant occurredAt,
        List<FieldChange> changes,
        @Nullable Met conflict) {

    /** Who, and on which device. */
    public record Author(String userId, String deviceId) {

        public static Author of(Fact fact) {
            return new Author(fact.userId(), fact.deviceId());
        }
    }

    /** Null stands for no value. */
    public record FieldChange(
            String field, @Nullable Object from, @Nullable Object to) {}

    /**
     * A conflict.
     *
     * @param strategy null where a person decided
     */
    public record Met(UUID conflictId, @Nullable String strategy, ConflictResolution resolution, List<String> fields) {}
}
