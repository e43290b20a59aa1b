package com.startynk.sync.command.entity;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.FieldValues;
import com.startynk.sync.events.entity.MutationFact;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.protocol.Caller;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's decision of a conflict that is pending. Its data is valid.
 *
 * @param id made of the conflict's, so that there is one decision of a conflict
 * @param resolution {@code CLIENT}, {@code SERVER} or {@code CUSTOM}
 * @param fields what a custom decision lays over the state, else nothing; a null clears a field
 * @param decidedAt the server's clock
 */
public record Decision(
        MutationId id,
        String contentDigest,
        UUID conflictId,
        ConflictResolution resolution,
        String entityType,
        EntityId entityId,
        String projectId,
        Map<String, @Nullable Object> fields,
        Instant decidedAt,
        Caller caller)
        implements Intent {

    /** How a person may decide. */
    public static final Set<ConflictResolution> CHOICES =
            EnumSet.of(ConflictResolution.CLIENT, ConflictResolution.SERVER, ConflictResolution.CUSTOM);

    public Decision {
        if (!CHOICES.contains(resolution)) {
            throw new IllegalArgumentException("nobody decides " + resolution);
        }
        fields = FieldValues.copyOf(fields);
    }

    MutationFact fact() {
        return new MutationFact(id, contentDigest, MutationOutcome.APPLIED, null, decidedAt);
    }
}
