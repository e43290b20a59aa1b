package com.startynk.sync.platform.axon;

import com.startynk.sync.platform.chain.ChainedEventStorage;
import java.util.Collection;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;

/** Streams in the service's own database. */
final class StoredStreams implements ManyStreams {

    private final ChainedEventStorage storage;
    private final StoredEvents events;

    StoredStreams(ChainedEventStorage storage, StoredEvents events) {
        this.storage = storage;
        this.events = events;
    }

    @Override
    public void readAhead(Collection<String> streams) {
        storage.readAhead(streams);
    }

    @Override
    public List<DomainEventMessage<?>> beginningsOf(Collection<String> streams) {
        return events.beginningsOf(streams);
    }
}
