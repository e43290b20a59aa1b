package com.startynk.sync.events.entity;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stale edit that met another device's change.
 *
 * @param strategy the entity type's conflict strategy when it was decided
 * @param fields the contested fields
 */
public record DetectedConflict(
        UUID conflictId, String strategy, ConflictResolution resolution, List<ContestedField> fields) {

    public DetectedConflict {
        fields = List.copyOf(fields);
    }

    /**
     * One contested field with the values that met; null stands for a field without a value.
     *
     * @param base what the author of the edit had been looking at
     * @param client what the edit wanted
     * @param server what another device had made of it
     * @param merged what it is after the decision; while a person must decide, what it was before
     */
    public record ContestedField(
            String field,
            @Nullable Object base,
            @Nullable Object client,
            @Nullable Object server,
            @Nullable Object merged) {}
}
