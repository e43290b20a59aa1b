package com.startynk.sync.events.entity;

import java.util.Map;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Fields got other values.
 *
 * @param fields the fields whose value changed; a null cleared one
 */
@Revision("1")
public record EntityChanged(
        EntityId entityId,
        MutationFact mutation,
        long version,
        Map<String, @Nullable Object> fields,
        @Nullable DetectedConflict conflict)
        implements EntityEvent {

    public EntityChanged {
        fields = FieldValues.copyOf(fields);
    }
}
