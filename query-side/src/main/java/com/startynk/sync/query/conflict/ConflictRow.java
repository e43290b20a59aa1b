package com.startynk.sync.query.conflict;

import com.startynk.sync.protocol.conflict.ConflictView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conflict on record.
 *
 * @param status {@code PENDING} or {@code RESOLVED}
 * @param fields JSON text: a list of contested fields with the values that met
 * @param userId the author of the mutation that met the conflict
 * @param resolvedBy null for those that a rule decided
 */
public record ConflictRow(
        String conflictId,
        String entityType,
        String entityId,
        String projectId,
        String mutationId,
        String strategy,
        String resolution,
        String status,
        String fields,
        Instant detectedAt,
        String userId,
        String deviceId,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy) {

    /**
     * The same conflict, decided by a person.
     *
     * @param merged JSON text: the contested fields with what they are now
     */
    public ConflictRow resolved(String how, String merged, Instant at, String userWhoDecided) {
        return new ConflictRow(
                conflictId,
                entityType,
                entityId,
                projectId,
                mutationId,
                strategy,
                how,
                ConflictView.RESOLVED,
                merged,
                detectedAt,
                userId,
                deviceId,
                at,
                userWhoDecided);
    }
}
