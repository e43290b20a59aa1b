package com.startynk.sync.query.projection;

import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.platform.axon.ProcessorPositions;
import com.startynk.sync.platform.axon.StoredEvents;
import com.startynk.sync.platform.axon.StoredEvents.InStream;
import com.startynk.sync.query.conflict.ConflictRow;
import com.startynk.sync.query.deadletter.DeadLetterQueue;
import com.startynk.sync.query.deadletter.Poison;
import com.startynk.sync.query.entity.StoredFields;
import com.startynk.sync.query.updates.FeedPositions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes the lines of the side logs again from all streams, in the order of their ids, and writes those that are missing or otherwise.
 * Holds one page at a time. What is too old to be kept is not looked for.
 */
public final class ReplayedLogs {

    private static final String ENTITIES = "SyncedEntity";
    private static final int PAGE = 1000;

    private final StoredEvents events;
    private final ProcessorPositions processors;
    private final SideLogs logs;
    private final DeadLetterQueue letters;
    private final StoredFields json;
    private final FeedPositions positions;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Duration kept;
    private final long from;
    private InStream place;
    private String finished;
    private final Map<String, Long> ends = new HashMap<>();
    private @Nullable Stream current;

    /**
     * Reads nothing yet.
     *
     * @param kept how long lines of the sync log are
     * @param after the id of an entity behind which to begin; empty for the beginning
     * @param from the place in the store before which nothing is compared
     */
    public ReplayedLogs(
            StoredEvents events,
            ProcessorPositions processors,
            SideLogs logs,
            DeadLetterQueue letters,
            StoredFields json,
            FeedPositions positions,
            TransactionOperations transactions,
            Clock clock,
            Duration kept,
            String after,
            long from) {
        this.events = events;
        this.processors = processors;
        this.logs = logs;
        this.letters = letters;
        this.json = json;
        this.positions = positions;
        this.transactions = transactions;
        this.clock = clock;
        this.kept = kept;
        this.place = new InStream(after, -1);
        this.finished = after;
        this.from = from;
    }

    /** How many events were read, and how many lines were wrong; no events at the end. */
    public record Chunk(int events, int corrected) {}

    /** The id behind which another one can go on: of the last entity that was read to its end; null before any was. */
    public @Nullable String reached() {
        return finished.isEmpty() ? null : finished;
    }

    /** The next page. */
    public Chunk next() {
        var page = events.streams(ENTITIES, place, PAGE);
        var projectedTo = processors.of(EntityRowsProjection.GROUP);
        var parked = letters.sequences();
        var lines = new SideLogs.Lines();
        ends.clear();
        for (var message : page) {
            read(message, projectedTo, parked, lines);
            place = new InStream(message.getAggregateIdentifier(), message.getSequenceNumber());
        }
        if (page.isEmpty() && current != null) {
            current.endIn(lines);
            current = null;
        }
        return new Chunk(page.size(), correct(lines));
    }

    private void read(DomainEventMessage<?> message, long projectedTo, Set<String> parked, SideLogs.Lines lines) {
        var id = message.getAggregateIdentifier();
        var stream = current;
        if (stream == null || !stream.entityId.equals(id)) {
            if (stream != null) {
                stream.endIn(lines);
                finished = stream.entityId;
            }
            stream = new Stream(id, parked.contains(id));
            current = stream;
        }
        if (stream.skipped) {
            return;
        }
        var at = StoredEvents.place((TrackedEventMessage<?>) message);
        if (at > projectedTo) {
            // Not wrong, but not there yet; nothing of this entity's conflicts is certain then.
            stream.skipped = true;
            return;
        }
        try {
            if (message.getPayload() instanceof EntityEvent event) {
                stream.fold(Fact.of(event, message), at >= from, lines);
            }
        } catch (RuntimeException e) {
            if (!Poison.isBehind(e)) {
                throw e;
            }
            stream.skipped = true;
        }
    }

    /** Under the lock of the feed's head the projection stands still, so what is missing now is not just late. */
    private int correct(SideLogs.Lines lines) {
        var horizon = clock.instant().minus(kept);
        var wrong = logs.wrong(lines, horizon);
        if (wrong.isEmpty()) {
            return 0;
        }
        var corrected = transactions.execute(transaction -> {
            positions.lockHead();
            var still = logs.wrong(wrong, horizon);
            // Of a stream that has grown meanwhile another decision may have been projected.
            still.keepConflicts(conflict ->
                    events.lastSequence(conflict.entityId()) == ends.getOrDefault(conflict.entityId(), -1L));
            logs.correct(still);
            return still.size();
        });
        return corrected == null ? 0 : corrected;
    }

    /** An entity while its events go by. */
    private final class Stream {

        private final String entityId;
        private final Map<String, ConflictRow> conflicts = new LinkedHashMap<>();
        private final Map<String, Boolean> wanted = new HashMap<>();
        private @Nullable FoldedEntity entity;
        private boolean skipped;
        private long last;

        Stream(String entityId, boolean skipped) {
            this.entityId = entityId;
            this.skipped = skipped;
        }

        void fold(Fact fact, boolean isWanted, SideLogs.Lines lines) {
            var known = entity == null ? new FoldedEntity(fact, null, json) : entity;
            entity = known;
            if (known.takes(fact)) {
                known.fold(fact, 0);
            }
            last = fact.sequence();
            if (isWanted) {
                lines.of(fact);
            }
            logs.conflicts().met(fact).ifPresent(row -> put(row, isWanted));
            if (fact.event() instanceof ConflictResolved decision) {
                var row = conflicts.get(decision.conflictId().toString());
                if (row != null && row.resolvedAt() == null) {
                    put(
                            logs.conflicts()
                                    .decided(row, new Decided(fact, decision, new HashMap<>(known.shownFields()))),
                            isWanted);
                }
            }
        }

        private void put(ConflictRow row, boolean isWanted) {
            conflicts.put(row.conflictId(), row);
            wanted.merge(row.conflictId(), isWanted, Boolean::logicalOr);
        }

        /** Only at the end of a stream is it certain what became of its conflicts. */
        void endIn(SideLogs.Lines lines) {
            if (!skipped && !conflicts.isEmpty()) {
                ends.put(entityId, last);
                lines.addConflicts(conflicts.values().stream()
                        .filter(row -> wanted.getOrDefault(row.conflictId(), false))
                        .toList());
            }
        }
    }
}
