package com.startynk.sync.platform.axon;

import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;

/**
 * Lets snapshots through whose aggregate class is there and still of their revision. Any other is left aside: the aggregate is
 * sourced from its events, and its next snapshot takes the old one's place.
 */
final class PresentSnapshots implements SnapshotFilter {

    private final Serializer serializer;

    PresentSnapshots(Serializer serializer) {
        this.serializer = serializer;
    }

    @Override
    public boolean test(DomainEventData<?> snapshot) {
        var stored = snapshot.getPayload().getType();
        return stored.equals(serializer.typeForClass(serializer.classForType(stored)));
    }
}
