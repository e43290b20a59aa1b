package com.startynk.sync.command.entity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.events.entity.EntityId;
import java.time.Duration;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Complete memories of entities, read from the event store for edits made on versions that the aggregate no longer keeps.
 * A past that was read lately is kept and only read on, so that a crew with stale phones at one entity costs one reading.
 */
final class EntityPasts {

    /** Pasts kept: those of entities that are contested right now, which are few. */
    private static final int KEPT = 128;

    private static final Duration IDLE = Duration.ofMinutes(1);

    private final EventStore events;
    private final Cache<EntityId, Past> pasts =
            Caffeine.newBuilder().maximumSize(KEPT).expireAfterAccess(IDLE).build();

    EntityPasts(EventStore events) {
        this.events = events;
    }

    /**
     * Everything that has been stored of the entity. Axon adds what the present unit of work is about to store: if it is not
     * stored after all, the past is read anew.
     */
    EntityMemory of(EntityId entityId) {
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().onRollback(work -> pasts.invalidate(entityId));
        }
        var past = Objects.requireNonNull(pasts.get(entityId, any -> new Past()));
        synchronized (past) {
            past.readOn(entityId, events);
            return past.memory;
        }
    }

    private static final class Past {

        private final EntityMemory memory = new EntityMemory();
        private long next;

        void readOn(EntityId entityId, EventStore events) {
            var stream = events.readEvents(entityId.toString(), next);
            while (stream.hasNext()) {
                take(stream.next());
            }
        }

        private void take(DomainEventMessage<?> message) {
            var meta = message.getMetaData();
            memory.take(
                    (EntityEvent) message.getPayload(),
                    (String) Objects.requireNonNull(meta.get(EventMetaData.USER_ID)),
                    (String) Objects.requireNonNull(meta.get(EventMetaData.DEVICE_ID)));
            next = message.getSequenceNumber() + 1;
        }
    }
}
