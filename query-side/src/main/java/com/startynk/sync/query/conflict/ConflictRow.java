package com.startynk.sync.query.conflict;

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

    public static final String PENDING = "PENDING";
    public static final String RESOLVED = "RESOLVED";
}
