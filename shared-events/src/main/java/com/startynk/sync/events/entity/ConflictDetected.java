package com.startynk.sync.events.entity;

import org.axonframework.serialization.Revision;

/**
 * A stale mutation met another device's change, and nothing of it was stored.
 *
 * @param deletion whether the mutation was a deletion: it sets no fields, so they cannot tell
 */
@Revision("1")
public record ConflictDetected(
        EntityId entityId, MutationFact mutation, long version, DetectedConflict conflict, boolean deletion)
        implements EntityEvent {}
