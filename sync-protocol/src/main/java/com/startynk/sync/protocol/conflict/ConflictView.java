package com.startynk.sync.protocol.conflict;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conflict as readers get it.
 *
 * @param mutationId the mutation that met it
 * @param status {@code PENDING} or {@code RESOLVED}
 * @param detectedBy the author of that mutation
 * @param resolvedBy the user who decided it; null for those that a rule decided
 */
public record ConflictView(
        String conflictId,
        String entityType,
        String entityId,
        String projectId,
        String mutationId,
        String strategy,
        Resolution resolution,
        String status,
        List<ContestedField> fields,
        Instant detectedAt,
        Author detectedBy,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy) {

    public static final String PENDING = "PENDING";
    public static final String RESOLVED = "RESOLVED";

    public ConflictView {
        fields = List.copyOf(fields);
    }

    /**
     * One contested field with the values that met; null stands for a field without a value.
     *
     * @param base what the author had been looking at
     * @param client what the author wanted
     * @param server what another device had made of it
     * @param merged what it is after the decision; while a person must decide, what it was before
     */
    public record ContestedField(
            String field,
            @Nullable Object base,
            @Nullable Object client,
            @Nullable Object server,
            @Nullable Object merged) {}

    /** A person and the device. */
    public record Author(String userId, String deviceId) {}
}
