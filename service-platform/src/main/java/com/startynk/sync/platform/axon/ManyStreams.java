package com.startynk.sync.platform.axon;

import java.util.Collection;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;

/** Streams of many aggregates, read with one statement, where Axon asks for each by its own. */
public interface ManyStreams {

    /** Reads none: for event stores that are not a database. Whoever needs a stream then asks for it alone. */
    ManyStreams NONE = new ManyStreams() {
        @Override
        public void readAhead(Collection<String> streams) {}

        @Override
        public List<DomainEventMessage<?>> beginningsOf(Collection<String> streams) {
            return List.of();
        }
    };

    /**
     * Reads those of these streams that there are, for the present unit of work to load aggregates from, each once. To be called
     * before it stores anything in them.
     */
    void readAhead(Collection<String> streams);

    /** The first event of each of these streams that there is, in no order. */
    List<DomainEventMessage<?>> beginningsOf(Collection<String> streams);
}
