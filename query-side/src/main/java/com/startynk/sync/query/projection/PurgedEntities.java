package com.startynk.sync.query.projection;

import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.query.entity.EntityRow;
import com.startynk.sync.query.entity.StoredFields;
import com.startynk.sync.query.projection.Projected.Entry;
import com.startynk.sync.query.retention.Purged;
import com.startynk.sync.query.retention.PurgedRows;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * The rows of entities whose tombstones are no more, where events of a batch need them: an old event finds that it was projected
 * before, and a new one finds the state that the tombstone had, out of the event store.
 */
public final class PurgedEntities {

    private static final String NO_FIELDS = "{}";

    private final PurgedRows rows;
    private final EventStore events;
    private final StoredFields json;

    public PurgedEntities(PurgedRows rows, EventStore events, StoredFields json) {
        this.rows = rows;
        this.events = events;
        this.json = json;
    }

    /** Asks the database only where an entity without a row does not begin, or is replayed. */
    Map<String, EntityRow> needed(List<Fact> facts, Map<String, EntityRow> known) {
        var missing = facts.stream()
                .filter(fact -> !known.containsKey(fact.entityId()))
                .collect(Collectors.groupingBy(Fact::entityId));
        missing.values().removeIf(some -> begins(some.get(0)));
        var needed = new HashMap<String, EntityRow>();
        rows.find(missing.keySet()).forEach((id, purged) -> {
            var isNews =
                    missing.getOrDefault(id, List.of()).stream().anyMatch(fact -> fact.sequence() > purged.sequence());
            needed.put(id, row(purged, isNews ? fields(purged) : NO_FIELDS));
        });
        return needed;
    }

    /** Those of these entities that have rows again are nothing to be remembered any more. */
    void forget(Collection<Entry> entries, Set<String> restored) {
        rows.forget(entries.stream()
                .map(entry -> entry.row().entityId())
                .filter(restored::contains)
                .toList());
    }

    private static boolean begins(Fact first) {
        return first.event() instanceof EntityCreated && !first.replayed();
    }

    /** A stream never changes, so it tells the same again. */
    private String fields(Purged purged) {
        FoldedEntity entity = null;
        var stream = events.readEvents(purged.entityId(), 0);
        while (stream.hasNext()) {
            DomainEventMessage<?> message = stream.next();
            if (message.getSequenceNumber() > purged.sequence()) {
                break;
            }
            if (message.getPayload() instanceof EntityEvent event) {
                var fact = Fact.of(event, message);
                entity = entity == null ? new FoldedEntity(fact, null, json) : entity;
                if (entity.takes(fact)) {
                    entity.fold(fact, purged.position());
                }
            }
        }
        if (entity == null) {
            throw new IllegalStateException("entity " + purged.entityId() + " has no events");
        }
        return json.write(entity.fields());
    }

    private static EntityRow row(Purged purged, String data) {
        return new EntityRow(
                purged.entityId(),
                purged.entityType(),
                purged.projectId(),
                purged.version(),
                data,
                true,
                purged.position(),
                purged.createdPosition(),
                purged.sequence(),
                "",
                "",
                Instant.EPOCH);
    }
}
