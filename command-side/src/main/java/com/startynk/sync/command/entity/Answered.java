package com.startynk.sync.command.entity;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.MutationOutcome;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a mutation was answered, as far as the answer must be given again.
 *
 * @param contentDigest of the mutation's content, see {@link com.startynk.sync.events.entity.MutationFact}
 * @param version the entity's version in the answer; its state then is the answer's data
 */
record Answered(
        String contentDigest,
        MutationOutcome outcome,
        String userId,
        String deviceId,
        long version,
        @Nullable Met conflict) {

    /** The conflict that the mutation met. */
    record Met(UUID conflictId, String strategy, ConflictResolution resolution, List<String> fields) {}
}
