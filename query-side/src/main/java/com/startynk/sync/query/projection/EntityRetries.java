package com.startynk.sync.query.projection;

import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.query.deadletter.DeadLetter;
import com.startynk.sync.query.deadletter.DeadLetterQueue;
import com.startynk.sync.query.deadletter.LetterRetry;
import com.startynk.sync.query.deadletter.Poison;
import com.startynk.sync.query.updates.FeedPositions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Projects what is parked of entities, as if it had just happened: with new places in the feed, under the lock of its head, and told
 * to everybody. So a cursor that went past meanwhile comes to it all the same.
 */
public final class EntityRetries implements LetterRetry {

    /** A transaction holds the feed's head no longer than one of the projection. */
    private static final int PORTION = 200;

    private final DeadLetterQueue letters;
    private final EventStore events;
    private final FeedPositions positions;
    private final ReadModelWriter writer;
    private final ReadModelHerald herald;
    private final TransactionOperations transactions;

    public EntityRetries(
            DeadLetterQueue letters,
            EventStore events,
            FeedPositions positions,
            ReadModelWriter writer,
            ReadModelHerald herald,
            TransactionOperations transactions) {
        this.letters = letters;
        this.events = events;
        this.positions = positions;
        this.writer = writer;
        this.herald = herald;
        this.transactions = transactions;
    }

    @Override
    public String processor() {
        return EntityRowsProjection.GROUP;
    }

    @Override
    public Retried retry(String entityId) {
        var taken = 0L;
        var portion = PORTION;
        while (true) {
            try {
                var more = takeNext(entityId, portion);
                if (more == 0) {
                    return new Retried(processor(), entityId, taken, null);
                }
                taken += more;
            } catch (RuntimeException e) {
                if (!Poison.isBehind(e)) {
                    throw e;
                }
                if (portion == 1) {
                    return failed(entityId, taken, e);
                }
                // One by one up to the one that cannot be taken.
                portion = 1;
            }
        }
    }

    private Retried failed(String entityId, long taken, RuntimeException failure) {
        transactions.executeWithoutResult(transaction -> letters.failed(entityId, failure));
        return new Retried(processor(), entityId, taken, DeadLetterQueue.cause(failure));
    }

    private int takeNext(String entityId, int atMost) {
        var marker = UUID.randomUUID().toString();
        var written = new ArrayList<Projected>();
        var taken = new ArrayList<DeadLetter>();
        try {
            transactions.executeWithoutResult(transaction -> {
                var from = positions.lockHead();
                taken.addAll(letters.lock(entityId, atMost));
                if (!taken.isEmpty()) {
                    var projected = writer.write(from, facts(entityId, taken));
                    letters.taken(taken);
                    written.add(projected);
                    herald.warn(projected, marker);
                }
            });
        } catch (RuntimeException e) {
            written.forEach(herald::withdraw);
            throw e;
        }
        written.forEach(projected -> herald.tell(projected, marker));
        return taken.size();
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
