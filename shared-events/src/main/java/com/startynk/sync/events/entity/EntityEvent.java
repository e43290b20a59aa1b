package com.startynk.sync.events.entity;

import org.jspecify.annotations.Nullable;

/**
 * Everything that can happen to an entity. The permits list is the table of contents of its stream. One mutation makes one
 * event; who, where and what type stand in the metadata, see {@link com.startynk.sync.events.EventMetaData}.
 */
public sealed interface EntityEvent
        permits EntityCreated,
                EntityChanged,
                EntityDeleted,
                EntityRevived,
                ConflictDetected,
                ConflictResolved,
                SensitiveValuesErased,
                MutationAcknowledged {

    EntityId entityId();

    MutationFact mutation();

    /** The entity's version after this event; an event that stores nothing repeats the version before it. */
    long version();

    /** The conflict that the mutation met, if it met one. */
    default @Nullable DetectedConflict conflict() {
        return null;
    }
}
