package com.startynk.sync.query.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that a projection could not take, or that waits behind such a one of its stream. It says where the event is, and not
 * what is in it: values stay where they are kept and erased.
 *
 * @param sequenceId the stream: an entity, or a parked mutation
 * @param sequenceNumber the event's place in it
 * @param cause why it was not taken; null for what waits behind another
 * @param attempts how often it was tried again
 */
public record DeadLetter(
        String processor,
        String sequenceId,
        long sequenceNumber,
        String eventId,
        String eventType,
        @Nullable String cause,
        Instant parkedAt,
        int attempts,
        @Nullable Instant lastAttemptAt) {}
