package com.startynk.sync.events.entity;

import org.axonframework.serialization.Revision;

/** A stale mutation met another device's change, and nothing of it was stored. */
@Revision("1")
public record ConflictDetected(EntityId entityId, MutationFact mutation, long version, DetectedConflict conflict)
        implements EntityEvent {}
