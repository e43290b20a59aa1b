package com.startynk.sync.events.entity;

import java.util.Map;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A person decided a conflict that was pending. One that changes nothing makes no version and no feed entry. The metadata
 * names who decided.
 *
 * @param mutation named by the conflict, since a conflict is decided once
 * @param resolution {@code CLIENT}, {@code SERVER} or {@code CUSTOM}
 * @param deleted whether the entity is deleted after it
 * @param fields the fields whose value changed, against the state before the deletion where there was one; a null cleared one
 */
@Revision("1")
public record ConflictResolved(
        EntityId entityId,
        MutationFact mutation,
        long version,
        UUID conflictId,
        ConflictResolution resolution,
        boolean deleted,
        Map<String, @Nullable Object> fields)
        implements EntityEvent {

    public ConflictResolved {
        fields = FieldValues.copyOf(fields);
    }
}
