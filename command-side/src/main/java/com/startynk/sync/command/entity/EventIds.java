package com.startynk.sync.command.entity;

import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.parking.MutationParked;
import java.util.List;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Gives the first event of a mutation the mutation's id. The store keeps event identifiers unique, so an id that is used for
 * a second entity, on whatever node and however much later, clashes there; the entity alone could not know of it.
 */
final class EventIds implements MessageDispatchInterceptor<EventMessage<?>> {

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> messages) {
        return (index, message) -> message instanceof DomainEventMessage<?> event ? named(event) : message;
    }

    private static <T> DomainEventMessage<T> named(DomainEventMessage<T> event) {
        var mutation = firstEventOf(event);
        return mutation == null
                ? event
                : new GenericDomainEventMessage<>(
                        event.getType(),
                        event.getAggregateIdentifier(),
                        event.getSequenceNumber(),
                        event.getPayload(),
                        event.getMetaData(),
                        mutation.toString(),
                        event.getTimestamp());
    }

    private static @Nullable MutationId firstEventOf(DomainEventMessage<?> event) {
        if (event.getPayload() instanceof MutationParked parked) {
            return parked.item().mutationId();
        }
        var payload = event.getPayload();
        // A decision's id can be reckoned by anybody, so it must not be taken for used; its entity knows that it is
        // made once.
        return payload instanceof EntityEvent made
                        && !(payload instanceof ConflictResolved)
                        && !event.getMetaData().containsKey(EventMetaData.PARKED)
                ? made.mutation().mutationId()
                : null;
    }
}
