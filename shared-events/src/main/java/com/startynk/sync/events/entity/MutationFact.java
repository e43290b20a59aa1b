package com.startynk.sync.events.entity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The mutation behind an event, as far as it must be remembered.
 *
 * @param contentDigest tells the same mutation sent again from another one under its id: base64url of the first 16 bytes of
 *     SHA-256 over type, operation, entity, base version and data
 * @param localId the device's own name for the entity, when the mutation used one
 * @param editedAt the device's clock when the edit was made, held to at most the server's clock at arrival
 */
public record MutationFact(
        MutationId mutationId,
        String contentDigest,
        MutationOutcome outcome,
        @Nullable String localId,
        Instant editedAt) {}
