package com.startynk.sync.query.projection;

import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.query.deadletter.DeadLetter;
import com.startynk.sync.query.deadletter.DeadLetterQueue;
import com.startynk.sync.query.deadletter.LetterRetry;
import com.startynk.sync.query.deadletter.Poison;
import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.platform.ProjectsHere;
import com.startynk.sync.query.updates.FeedPositions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Projects what is parked of entities, as if it had just happened: with new places in the feed, under the lock of its head, and told
 * to everybody. So a cursor that went past meanwhile comes to it all the same. Where an older release has gone past what is parked, the
 * whole stream takes the place of the row first.
 */
public final class EntityRetries implements LetterRetry {

    /** A transaction holds the feed's head no longer than one of the projection. */
    private static final int PORTION = 200;

    private final DeadLetterQueue letters;
    private final EventStore events;
    private final FeedPositions positions;
    private final EntityRows rows;
    private final EntityCorrections corrections;
    private final ReadModelWriter writer;
    private final ReadModelHerald herald;
    private final TransactionOperations transactions;
    private final ProjectsHere projectsHere;

    public EntityRetries(
            DeadLetterQueue letters,
            EventStore events,
            FeedPositions positions,
            EntityRows rows,
            EntityCorrections corrections,
            ReadModelWriter writer,
            ReadModelHerald herald,
            TransactionOperations transactions,
            ProjectsHere projectsHere) {
        this.letters = letters;
        this.events = events;
        this.positions = positions;
        this.rows = rows;
        this.corrections = corrections;
        this.writer = writer;
        this.herald = herald;
        this.transactions = transactions;
        this.projectsHere = projectsHere;
    }

    @Override
    public String processor() {
        return EntityRowsProjection.GROUP;
    }

    @Override
    public Retried retry(String entityId, BooleanSupplier hasTime) {
        var taken = 0L;
        var portion = PORTION;
        while (hasTime.getAsBoolean()) {
            try {
                var more = takeNext(entityId, portion);
                if (more == 0) {
                    break;
                }
                taken += more;
            } catch (RuntimeException e) {
                if (!Poison.isBehind(e)) {
                    throw e;
                }
                if (portion == 1) {
                    transactions.executeWithoutResult(transaction -> letters.failed(entityId, e));
                    return retried(entityId, taken, DeadLetterQueue.cause(e));
                }
                // One by one up to the one that cannot be taken.
                portion = 1;
            }
        }
        return retried(entityId, taken, null);
    }

    private Retried retried(String entityId, long taken, @Nullable String cause) {
        return new Retried(processor(), entityId, taken, cause, letters.count(entityId));
    }

    /** What one transaction wrote, with the marker that it has laid on the cache. */
    private record Told(Projected projected, String marker) {}

    private int takeNext(String entityId, int atMost) {
        var corrected = new ArrayList<Told>();
        var written = new ArrayList<Told>();
        var taken = new ArrayList<DeadLetter>();
        try {
            transactions.executeWithoutResult(transaction -> {
                var from = positions.lockHead();
                projectsHere.require();
                taken.addAll(letters.lock(entityId, atMost));
                if (isOvertaken(entityId, taken)) {
                    // Its row is then of the whole stream, so all that is parked of that goes with it.
                    taken.clear();
                    taken.addAll(letters.lock(entityId, Integer.MAX_VALUE));
                    from = correct(entityId, from, corrected);
                }
                if (!taken.isEmpty()) {
                    var projected = writer.write(from, facts(entityId, taken));
                    letters.taken(taken);
                    warn(projected, written);
                }
            });
        } catch (RuntimeException e) {
            Stream.concat(corrected.stream(), written.stream()).forEach(told -> herald.withdraw(told.projected()));
            throw e;
        }
        corrected.forEach(told -> herald.tellOfCorrection(told.projected(), told.marker()));
        written.forEach(told -> herald.tell(told.projected(), told.marker()));
        return taken.size();
    }

    /** Whether a release without dead letters has projected past the first of them, so that its row lacks what that says. */
    private boolean isOvertaken(String entityId, List<DeadLetter> first) {
        if (first.isEmpty()) {
            return false;
        }
        var row = rows.find(Set.of(entityId)).get(entityId);
        return row != null && row.sequence() >= first.get(0).sequenceNumber();
    }

    /** Answers the feed's head behind the correction. */
    private long correct(String entityId, long from, List<Told> corrected) {
        var projected = corrections.corrected(from, entityId);
        if (projected.to() > from) {
            writer.save(projected);
            warn(projected, corrected);
        }
        return projected.to();
    }

    /** Noted first: what was warned of in vain is to be withdrawn. */
    private void warn(Projected projected, List<Told> told) {
        var one = new Told(projected, UUID.randomUUID().toString());
        told.add(one);
        herald.warn(one.projected(), one.marker());
    }

    private List<Fact> facts(String entityId, List<DeadLetter> parked) {
        var wanted = parked.stream().map(DeadLetter::sequenceNumber).collect(Collectors.toSet());
        var last = parked.get(parked.size() - 1).sequenceNumber();
        return events.readEvents(entityId, parked.get(0).sequenceNumber())
                .asStream()
                .takeWhile(message -> message.getSequenceNumber() <= last)
                .filter(message -> wanted.contains(message.getSequenceNumber()))
                .map(message -> Fact.of((EntityEvent) message.getPayload(), message))
                .toList();
    }
}
