package com.startynk.sync.query.projection;

import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.entity.EntityEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * An event with what surrounds it.
 *
 * @param replayed whether it has been projected before, under another token
 */
public record Fact(
        EntityEvent event,
        String eventId,
        String entityId,
        long sequence,
        Instant at,
        String userId,
        String deviceId,
        String entityType,
        String projectId,
        boolean replayed) {

    public static Fact of(EntityEvent event, DomainEventMessage<?> message) {
        return new Fact(
                event,
                message.getIdentifier(),
                message.getAggregateIdentifier(),
                message.getSequenceNumber(),
                message.getTimestamp().truncatedTo(ChronoUnit.MILLIS),
                metaData(message, EventMetaData.USER_ID),
                metaData(message, EventMetaData.DEVICE_ID),
                metaData(message, EventMetaData.ENTITY_TYPE),
                metaData(message, EventMetaData.PROJECT_ID),
                message instanceof TrackedEventMessage<?> tracked && ReplayToken.isReplay(tracked));
    }

    private static String metaData(DomainEventMessage<?> message, String key) {
        if (message.getMetaData().get(key) instanceof String text) {
            return text;
        }
        throw new IllegalStateException("event " + message.getIdentifier() + " has no " + key + " in its metadata");
    }
}
