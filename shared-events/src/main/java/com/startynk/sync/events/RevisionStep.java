package com.startynk.sync.events;

import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes of an event that an earlier release stored what the next revision would have stored. A service that publishes its
 * steps as beans has them in the event store of its process; {@code docs/events.md} shows an example.
 */
public abstract class RevisionStep extends SingleEventUpcaster {

    private final String event;
    private final int from;
    private final SerializedType to;

    /**
     * @param event the class as it is now
     * @param from the revision before the step; events of lower ones that no other step has raised are taken along, since a
     *     revision that only added a member that may be absent has no step
     */
    protected RevisionStep(Class<?> event, int from) {
        var present = Integer.parseInt(new AnnotationRevisionResolver().revisionOf(event));
        if (from < 1 || from >= present) {
            throw new IllegalArgumentException(
                    event.getName() + " is of revision " + present + ": there is no step from " + from);
        }
        this.event = event.getName();
        this.from = from;
        this.to = new SimpleSerializedType(this.event, String.valueOf(from + 1));
    }

    /** The name of the event's class. */
    public final String event() {
        return event;
    }

    public final int from() {
        return from;
    }

    /**
     * The event's JSON in the next revision, from that of the one before and nothing else.
     *
     * @param stored may be changed and given back
     */
    protected abstract ObjectNode next(ObjectNode stored);

    @Override
    protected final boolean canUpcast(IntermediateEventRepresentation stored) {
        var type = stored.getType();
        return type.getName().equals(event) && Integer.parseInt(type.getRevision()) <= from;
    }

    @Override
    protected final IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation stored) {
        return stored.upcastPayload(to, JsonNode.class, payload -> next((ObjectNode) payload));
    }
}
