package com.startynk.sync.query.projection;

import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.platform.axon.StoredEvents;
import com.startynk.sync.platform.axon.StoredEvents.InStream;
import com.startynk.sync.query.deadletter.Poison;
import com.startynk.sync.query.entity.EntityRow;
import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.entity.StoredFields;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Folds all streams again in the order of their ids, and finds rows that are otherwise. Holds one page at a time. */
public final class ReplayedEntities {

    private static final String ENTITIES = "SyncedEntity";
    private static final int PAGE = 2000;

    private final StoredEvents events;
    private final EntityRows rows;
    private final StoredFields json;
    private final Holders holders;
    private InStream place;
    private String compared;
    private final Set<String> unreadable = new HashSet<>();
    private @Nullable FoldedEntity unfinished;

    /** @param after the id of an entity behind which to begin; empty for the beginning */
    public ReplayedEntities(StoredEvents events, EntityRows rows, StoredFields json, Holders holders, String after) {
        this.events = events;
        this.rows = rows;
        this.json = json;
        this.holders = holders;
        this.place = new InStream(after, -1);
        this.compared = after;
    }

    /**
     * A stretch of the streams.
     *
     * @param events how many were read
     * @param doubtful entities whose rows are otherwise; the projection may just not have come to them yet
     */
    public record Chunk(int events, Set<String> doubtful, boolean isEnd) {}

    /** The id behind which another one can go on: of the last entity that was compared; null before any was. */
    public @Nullable String reached() {
        return compared.isEmpty() ? null : compared;
    }

    /** The next one; the last has no events and is the end. */
    public Chunk next() {
        var page = events.streams(ENTITIES, place, PAGE);
        var folded = new LinkedHashMap<String, FoldedEntity>();
        for (var message : page) {
            fold(message, folded);
            place = new InStream(message.getAggregateIdentifier(), message.getSequenceNumber());
        }
        if (page.isEmpty()) {
            return end(folded);
        }
        return new Chunk(page.size(), doubtful(folded, lastFinished(folded)), false);
    }

    private Chunk end(Map<String, FoldedEntity> folded) {
        if (unfinished != null) {
            folded.put(unfinished.entityId(), unfinished);
            unfinished = null;
        }
        // Behind the last stream there may be rows of no stream at all.
        var doubtful = doubtful(folded, null);
        return new Chunk(0, doubtful, doubtful.isEmpty());
    }

    /** An entity whose events cannot be read is left as it is; what waits for a retry is a dead letter. */
    private void fold(DomainEventMessage<?> message, Map<String, FoldedEntity> finished) {
        try {
            foldReadable(message, finished);
        } catch (RuntimeException e) {
            if (!Poison.isBehind(e)) {
                throw e;
            }
            unreadable.add(message.getAggregateIdentifier());
        }
    }

    private void foldReadable(DomainEventMessage<?> message, Map<String, FoldedEntity> finished) {
        if (!(message.getPayload() instanceof EntityEvent event)) {
            return;
        }
        fold(Fact.of(event, message), finished);
    }

    private void fold(Fact fact, Map<String, FoldedEntity> finished) {
        var current = unfinished;
        if (current == null || !current.entityId().equals(fact.entityId())) {
            if (current != null) {
                finished.put(current.entityId(), current);
            }
            current = new FoldedEntity(fact, null, json);
            unfinished = current;
        }
        if (current.takes(fact)) {
            current.fold(fact, 0);
        }
    }

    private @Nullable String lastFinished(Map<String, FoldedEntity> finished) {
        return finished.isEmpty()
                ? compared
                : finished.values().stream()
                        .reduce((one, other) -> other)
                        .map(FoldedEntity::entityId)
                        .orElse(compared);
    }

    /** @param end up to where all streams have been folded; null for the end of all */
    private Set<String> doubtful(Map<String, FoldedEntity> folded, @Nullable String end) {
        if (compared.equals(end)) {
            return Set.of();
        }
        var doubtful = new LinkedHashSet<String>();
        var there = rows.between(compared, end);
        there.keySet().removeAll(unreadable);
        folded.keySet().removeAll(unreadable);
        doubtful.addAll(holders.wrong(there.values()));
        folded.forEach((id, entity) -> {
            EntityRow row = there.remove(id);
            // A tombstone is kept for a while only.
            if (row == null ? !entity.isDeleted() : !entity.isAsIn(row)) {
                doubtful.add(id);
            }
        });
        there.values().stream().filter(row -> !row.deleted()).forEach(row -> doubtful.add(row.entityId()));
        if (end != null) {
            compared = end;
        } else if (!doubtful.isEmpty()) {
            compared = LAST;
        }
        return doubtful;
    }

    private static final String LAST = "ffffffff-ffff-ffff-ffff-ffffffffffff";
}
