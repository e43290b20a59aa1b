package com.startynk.sync.query.audit;

import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.query.projection.Fact;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The stored events of single entities, without the snapshots that stand for some of them. */
public final class EntityStreams {

    private final EventStore store;

    public EntityStreams(EventStore store) {
        this.store = store;
    }

    /** Of an entity, from the first on; read in pages, as they are taken. */
    public Stream<Fact> all(String entityId) {
        return from(entityId, 0);
    }

    Optional<Fact> first(String entityId) {
        return all(entityId).findFirst();
    }

    /** The entity as it was before the event of this number. */
    PastEntity before(String entityId, long sequence) {
        var past = new PastEntity();
        all(entityId).takeWhile(fact -> fact.sequence() < sequence).forEach(past::take);
        return past;
    }

    private Stream<Fact> from(String entityId, long sequence) {
        return store.readEvents(entityId, sequence).asStream().flatMap(EntityStreams::fact);
    }

    /** Empty for what is no event of an entity. */
    static Stream<Fact> fact(DomainEventMessage<?> message) {
        return message.getPayload() instanceof EntityEvent event ? Stream.of(Fact.of(event, message)) : Stream.empty();
    }
}
