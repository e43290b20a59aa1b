package com.startynk.sync.events.entity;

import java.util.Map;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An edit brought a deleted entity back, with the fields that it had before.
 *
 * @param fields the fields that changed against the state before the deletion; a null cleared one
 */
@Revision("1")
public record EntityRevived(
        EntityId entityId,
        MutationFact mutation,
        long version,
        Map<String, @Nullable Object> fields,
        @Nullable DetectedConflict conflict)
        implements EntityEvent {

    public EntityRevived {
        fields = FieldValues.copyOf(fields);
    }
}
