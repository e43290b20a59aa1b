package com.startynk.sync.query.projection;

import com.startynk.sync.query.platform.RedisBreaker;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;

/** The events of one transaction, in order, and in the end what became of them. */
final class EventBatch {

    private final String id = UUID.randomUUID().toString();
    private final List<Fact> facts = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private Written written = Written.NOTHING;
    private RedisBreaker.Sent warning = () -> {};

    /** An event that no fact can be made of. */
    record Unreadable(DomainEventMessage<?> event, Exception failure) {

        /** Whether this is earlier in the stream of the same entity. */
        boolean isBefore(Fact fact) {
            return event.getAggregateIdentifier().equals(fact.entityId())
                    && event.getSequenceNumber() < fact.sequence();
        }
    }

    void add(Fact fact) {
        facts.add(fact);
    }

    void add(Unreadable event) {
        unreadable.add(event);
    }

    /** Names the batch in the markers that it lays on the cache. */
    String id() {
        return id;
    }

    List<Fact> facts() {
        return facts;
    }

    List<Unreadable> unreadable() {
        return unreadable;
    }

    /** Readers of the cache are being warned, while it is written: more than once when not all of it can be. */
    void warned(RedisBreaker.Sent sent) {
        var before = warning;
        warning = () -> {
            before.await();
            sent.await();
        };
    }

    void awaitWarning() {
        warning.await();
    }

    Written written() {
        return written;
    }

    void becomes(Written result) {
        written = result;
    }
}
