package com.startynk.sync.query.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.platform.axon.StoredEvents;
import com.startynk.sync.platform.axon.StoredEvents.Wanted;
import com.startynk.sync.query.deadletter.Poison;
import com.startynk.sync.query.entity.EntityRow;
import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.entity.StoredFields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Folds the whole streams of those entities that have events behind a place of the store, and finds rows that are otherwise. */
public final class RecentEntities {

    private static final Wanted ENTITIES = new Wanted("type = 'SyncedEntity'", List.of());

    /** An entity that is edited again and again is looked at once in a while, not once an event. */
    private static final int REMEMBERED = 50_000;

    private final EventStore store;
    private final StoredEvents events;
    private final EntityRows rows;
    private final StoredFields json;
    private final Holders holders;
    private final long last;
    private final Cache<String, Boolean> seen =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private long place;

    /** @param place behind which to begin */
    public RecentEntities(
            EventStore store, StoredEvents events, EntityRows rows, StoredFields json, Holders holders, long place) {
        this.store = store;
        this.events = events;
        this.rows = rows;
        this.json = json;
        this.holders = holders;
        this.place = place;
        this.last = events.head();
    }

    /**
     * A stretch of the store.
     *
     * @param doubtful entities whose rows are otherwise; the projection may just not have come to them yet
     */
    public record Chunk(long events, Set<String> doubtful, boolean isEnd) {}

    /** How many places there are in all from the beginning on. */
    public long total() {
        return Math.max(0, last - place);
    }

    /** The place up to which it has come. */
    public long reached() {
        return place;
    }

    /** The next one. */
    public Chunk next() {
        if (place >= last) {
            return new Chunk(0, Set.of(), true);
        }
        var page = events.after(place, last, ENTITIES);
        var ids = new LinkedHashSet<String>();
        for (var message : page.events()) {
            var id = ((DomainEventMessage<?>) message).getAggregateIdentifier();
            if (seen.asMap().putIfAbsent(id, true) == null) {
                ids.add(id);
            }
        }
        var read = page.end() - place;
        place = page.end();
        return new Chunk(read, doubtful(ids), false);
    }

    private Set<String> doubtful(Set<String> ids) {
        var doubtful = new LinkedHashSet<String>();
        if (ids.isEmpty()) {
            return doubtful;
        }
        var there = rows.find(ids);
        doubtful.addAll(holders.wrong(there.values()));
        for (var id : ids) {
            try {
                if (isOtherwise(folded(id), there.get(id))) {
                    doubtful.add(id);
                }
            } catch (RuntimeException e) {
                if (!Poison.isBehind(e)) {
                    throw e;
                }
                // What cannot be read is left as it is.
                doubtful.remove(id);
            }
        }
        return doubtful;
    }

    private static boolean isOtherwise(@Nullable FoldedEntity entity, @Nullable EntityRow row) {
        if (entity == null) {
            return false;
        }
        return row == null ? !entity.isDeleted() : !entity.isAsIn(row);
    }

    private @Nullable FoldedEntity folded(String id) {
        FoldedEntity folded = null;
        var stream = store.readEvents(id, 0);
        while (stream.hasNext()) {
            DomainEventMessage<?> message = stream.next();
            if (message.getPayload() instanceof EntityEvent event) {
                var fact = Fact.of(event, message);
                folded = folded == null ? new FoldedEntity(fact, null, json) : folded;
                if (folded.takes(fact)) {
                    folded.fold(fact, 0);
                }
            }
        }
        return folded;
    }
}
