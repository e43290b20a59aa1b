package com.startynk.sync.query.projection;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.platform.axon.ProcessorPositions;
import com.startynk.sync.platform.axon.StoredEvents;
import com.startynk.sync.query.deadletter.DeadLetterQueue;
import com.startynk.sync.query.entity.EntityRow;
import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.entity.StoredFields;
import com.startynk.sync.query.membership.MembershipChanges;
import com.startynk.sync.query.platform.ProjectsHere;
import com.startynk.sync.query.projection.Holders.Held;
import com.startynk.sync.query.projection.Projected.Entry;
import com.startynk.sync.query.updates.FeedPositions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Puts rows right that are not what the event store says. Each gets a new place in the feed, so that devices get it like any other
 * change. The lock of the feed's head keeps the projection from writing meanwhile.
 */
public final class EntityCorrections {

    private static final Logger log = LoggerFactory.getLogger(EntityCorrections.class);

    private final EventStore store;
    private final StoredEvents events;
    private final ProcessorPositions processors;
    private final FeedPositions positions;
    private final EntityRows rows;
    private final ReadModelWriter writer;
    private final ReadModelHerald herald;
    private final EntityCatalog catalog;
    private final MembershipChanges memberships;
    private final Holders holders;
    private final DeadLetterQueue letters;
    private final StoredFields json;
    private final TransactionOperations transactions;
    private final ProjectsHere projectsHere;

    public EntityCorrections(
            EventStore store,
            StoredEvents events,
            ProcessorPositions processors,
            FeedPositions positions,
            EntityRows rows,
            ReadModelWriter writer,
            ReadModelHerald herald,
            EntityCatalog catalog,
            MembershipChanges memberships,
            Holders holders,
            DeadLetterQueue letters,
            StoredFields json,
            TransactionOperations transactions,
            ProjectsHere projectsHere) {
        this.store = store;
        this.events = events;
        this.processors = processors;
        this.positions = positions;
        this.rows = rows;
        this.writer = writer;
        this.herald = herald;
        this.catalog = catalog;
        this.memberships = memberships;
        this.holders = holders;
        this.letters = letters;
        this.json = json;
        this.transactions = transactions;
        this.projectsHere = projectsHere;
    }

    /**
     * What became of doubtful entities.
     *
     * @param corrected the ids of those that were wrong and are right now
     * @param misplaced the ids of those that are wrong and stay so: their rows are of another project or type than their events
     */
    public record Outcome(List<String> corrected, Set<String> misplaced) {}

    /**
     * Looks at these once more, and puts right what is wrong indeed.
     *
     * @throws com.startynk.sync.protocol.SyncFailure {@code TEMPORARILY_UNAVAILABLE} where another node projects by now
     */
    public Outcome correct(Collection<String> entityIds) {
        var marker = UUID.randomUUID().toString();
        var corrected = new ArrayList<Projected>();
        var misplaced = new LinkedHashSet<String>();
        try {
            transactions.executeWithoutResult(transaction -> {
                var projected = projected(entityIds, misplaced);
                if (projected.to() > projected.from()) {
                    writer.save(projected);
                    corrected.add(projected);
                    herald.warn(projected, marker);
                }
            });
        } catch (RuntimeException e) {
            corrected.forEach(herald::withdraw);
            throw e;
        }
        corrected.forEach(projected -> herald.tellOfCorrection(projected, marker));
        var ids = corrected.stream()
                .flatMap(projected -> projected.entities().stream())
                .map(entry -> entry.row().entityId())
                .toList();
        return new Outcome(ids, misplaced);
    }

    private Projected projected(Collection<String> entityIds, Set<String> misplaced) {
        var from = positions.lockHead();
        projectsHere.require();
        var parked = letters.sequences();
        // The next events of what is parked are to come in order, by the retry.
        return projected(
                from, entityIds.stream().filter(id -> !parked.contains(id)).toList(), misplaced);
    }

    /**
     * The same of one entity for whoever holds the lock of the feed's head, be it parked or not; nothing is written yet.
     *
     * @param from the feed's head
     * @throws IllegalStateException when its row is of another project or type than its events
     */
    Projected corrected(long from, String entityId) {
        var misplaced = new LinkedHashSet<String>();
        var corrected = projected(from, List.of(entityId), misplaced);
        if (!misplaced.isEmpty()) {
            throw new IllegalStateException(
                    "the row of entity " + entityId + " is of another project or type than its events");
        }
        return corrected;
    }

    private Projected projected(long from, Collection<String> entityIds, Set<String> misplaced) {
        var known = rows.find(Set.copyOf(entityIds));
        var held = holders.of(entityIds);
        var projectedTo = processors.of(EntityRowsProjection.GROUP);
        var turns = new MembershipTurns();
        var entries = new ArrayList<Entry>();
        var place = from;
        for (var id : entityIds) {
            var row = known.get(id);
            var right =
                    row == null && events.beginningOf(id) > projectedTo ? null : correction(id, row, held, place + 1);
            if (right != null && row != null && !right.isOfWhatIs(row)) {
                log.error(
                        "The row of entity {} is of {} {}, but its events are of {} {}: it is left as it is",
                        id,
                        row.entityType(),
                        row.projectId(),
                        right.entityType(),
                        right.projectId());
                misplaced.add(id);
            } else if (right != null) {
                place++;
                note(right, held, place, turns);
                entries.add(new Entry(right, right.row()));
            }
        }
        var owners =
                OwnershipTurns.ofCorrected(entries.stream().map(Entry::entity).toList(), held.owners(), catalog);
        return new Projected(from, place, List.copyOf(entries), turns.all(), owners, List.of(), List.of());
    }

    /** Null where nothing is wrong: what the projection has not come to yet is not wrong. */
    private @Nullable FoldedEntity correction(String entityId, @Nullable EntityRow row, Held held, long place) {
        var facts = facts(entityId);
        if (facts.isEmpty()) {
            return row == null || row.deleted() ? null : FoldedEntity.ofNothing(row, place, json);
        }
        var folded = new FoldedEntity(facts.get(0), null, json);
        for (var fact : facts) {
            if (row != null
                    && fact.sequence() > row.sequence()
                    && folded.isChanged()
                    && folded.isAsIn(row)
                    && holders.areRight(row, held)) {
                return null;
            }
            if (folded.takes(fact)) {
                folded.fold(fact, place);
            }
        }
        var right = row == null ? folded.isDeleted() : folded.isAsIn(row) && holders.areRight(row, held);
        return right ? null : folded.inPlaceOf(row, place);
    }

    /** All of them, and not a snapshot that stands for some. */
    private List<Fact> facts(String entityId) {
        return store.readEvents(entityId, 0)
                .asStream()
                .filter(message -> message.getPayload() instanceof EntityEvent)
                .<Fact>map(message -> Fact.of((EntityEvent) message.getPayload(), message))
                .toList();
    }

    private void note(FoldedEntity right, Held held, long place, MembershipTurns turns) {
        var members = memberships.membersField(right.entityType());
        if (members != null) {
            var before = held.members().getOrDefault(right.projectId(), Set.of());
            turns.note(right.projectId(), before, MembershipChanges.members(right.fields(), members), place);
        }
    }
}
