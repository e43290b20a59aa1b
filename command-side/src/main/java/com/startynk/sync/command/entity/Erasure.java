package com.startynk.sync.command.entity;

import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationFact;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.protocol.Caller;
import java.time.Instant;

/**
 * The person whom an entity is about is erased: its sensitive fields become empty. That nobody can read their former values is
 * not decided here, but by the end of their key.
 */
public record Erasure(
        MutationId id, String entityType, EntityId entityId, String projectId, Instant orderedAt, Caller caller)
        implements Intent {

    /** There is no content: what is erased is whatever there is. */
    private static final String NO_CONTENT = "";

    MutationFact fact() {
        return new MutationFact(id, NO_CONTENT, MutationOutcome.APPLIED, null, orderedAt);
    }
}
