package com.startynk.sync.events.entity;

import java.util.Map;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An entity came into being, at version 1.
 *
 * @param fields all fields that have a value
 */
@Revision("1")
public record EntityCreated(
        EntityId entityId,
        MutationFact mutation,
        String entityType,
        String projectId,
        Map<String, @Nullable Object> fields)
        implements EntityEvent {

    public EntityCreated {
        fields = FieldValues.copyOf(fields);
    }

    @Override
    public long version() {
        return 1;
    }
}
