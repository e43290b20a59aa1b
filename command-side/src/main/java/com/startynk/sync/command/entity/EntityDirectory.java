package com.startynk.sync.command.entity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.platform.axon.ManyStreams;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Which entities exist, and where. Both never change once an entity is there, so a remembered answer stays right on every
 * node; that there is none is asked of the event store each time.
 */
public final class EntityDirectory {

    /** Some 150 bytes each. */
    private static final int REMEMBERED = 200_000;

    private final EventStore events;
    private final ManyStreams streams;
    private final Cache<EntityId, Address> addresses =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** The type of an entity and the project in which it lives. */
    public record Address(String entityType, String projectId) {}

    EntityDirectory(EventStore events, ManyStreams streams) {
        this.events = events;
        this.streams = streams;
    }

    /** Learns at once where these live, those of them that there are, before each is asked for by its own. */
    public void learn(Stream<EntityId> entities) {
        var unknown = entities.filter(entity -> !isKnown(entity))
                .map(EntityId::toString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (unknown.size() > 1) {
            streams.beginningsOf(unknown).forEach(event -> learn(event.getPayload()));
        }
    }

    /** Whether such an entity is remembered here; one that is not may be in the store all the same. */
    boolean isKnown(EntityId entityId) {
        return findKnown(entityId).isPresent();
    }

    /** Where an entity lives, if that is remembered here; the store is not asked. */
    public Optional<Address> findKnown(EntityId entityId) {
        return Optional.ofNullable(addresses.getIfPresent(entityId));
    }

    /** Whether there is, or was, such an entity. */
    public boolean exists(EntityId entityId) {
        return isKnown(entityId)
                || events.lastSequenceNumberFor(entityId.toString()).isPresent();
    }

    /** Where an entity lives; empty when there is none. */
    public Optional<Address> find(EntityId entityId) {
        var known = findKnown(entityId);
        if (known.isPresent()) {
            return known;
        }
        var stream = events.readEvents(entityId.toString(), 0);
        return stream.hasNext() ? learn(stream.peek().getPayload()) : Optional.empty();
    }

    /** Streams of other aggregates begin with other events. */
    private Optional<Address> learn(Object beginning) {
        if (!(beginning instanceof EntityCreated created)) {
            return Optional.empty();
        }
        var address = new Address(created.entityType(), created.projectId());
        addresses.put(created.entityId(), address);
        return Optional.of(address);
    }

    /** Remembers an entity whose creation is durable. */
    void add(EntityId entityId, Address address) {
        addresses.put(entityId, address);
    }
}
