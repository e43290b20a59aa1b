package com.startynk.sync.query.deadletter;

import com.startynk.sync.events.EventMetaData;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Of which entity types something is parked, for whoever must not miss what the read model does not have yet. */
public final class ParkedTypes {

    private final DeadLetterQueue letters;
    private final EventStore events;

    public ParkedTypes(DeadLetterQueue letters, EventStore events) {
        this.letters = letters;
        this.events = events;
    }

    /** As the events' metadata names them. */
    public Set<String> now() {
        return letters.sequences().stream()
                .flatMap(id -> events.readEvents(id, 0).asStream().limit(1))
                .map(event -> String.valueOf(event.getMetaData().get(EventMetaData.ENTITY_TYPE)))
                .collect(Collectors.toSet());
    }
}
