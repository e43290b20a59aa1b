package com.startynk.sync.query.conflict;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A conflict as readers get it. */
record ConflictView(
        String conflictId,
        String entityType,
        String entityId,
        String projectId,
        String mutationId,
        String strategy,
        String resolution,
        String status,
        @JsonRawValue String fields,
        Instant detectedAt,
        Author detectedBy,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy) {

    record Author(String userId, String deviceId) {}

    static ConflictView of(ConflictRow row) {
        return new ConflictView(
                row.conflictId(),
                row.entityType(),
                row.entityId(),
                row.projectId(),
                row.mutationId(),
                row.strategy(),
                row.resolution(),
                row.status(),
                row.fields(),
                row.detectedAt(),
                new Author(row.userId(), row.deviceId()),
                row.resolvedAt(),
                row.resolvedBy());
    }
}
