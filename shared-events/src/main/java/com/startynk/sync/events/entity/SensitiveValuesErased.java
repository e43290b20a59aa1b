package com.startynk.sync.events.entity;

import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * The person whom an entity is about was erased: the key of its sensitive values is destroyed, so that they can be read in no
 * event, and the fields are empty from here on. The metadata names who ordered it.
 *
 * @param mutation named by the server, since no device sent it
 * @param erased those of the sensitive fields that had a value
 */
@Revision("1")
public record SensitiveValuesErased(EntityId entityId, MutationFact mutation, long version, List<String> erased)
        implements EntityEvent {

    public SensitiveValuesErased {
        erased = List.copyOf(erased);
    }
}
