package com.startynk.sync.query.deadletter;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dead letters of one projection, written in the transactions that move its token. */
public final class DeadLetterQueue {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterQueue.class);
    private static final int MAX_CAUSE = 500;

    private final DeadLetterRows rows;
    private final String processor;
    private final int maxSequences;
    private final Clock clock;

    /** @param maxSequences of how many streams something may be parked at a time */
    public DeadLetterQueue(DeadLetterRows rows, String processor, int maxSequences, Clock clock) {
        this.rows = rows;
        this.processor = processor;
        this.maxSequences = maxSequences;
        this.clock = clock;
    }

    String processor() {
        return processor;
    }

    /** The streams of which something is parked, so that whatever comes next of them has to wait behind it. */
    public Set<String> sequences() {
        return rows.sequences(processor);
    }

    /** How many events of a stream are parked. */
    public long count(String sequenceId) {
        return rows.count(processor, sequenceId);
    }

    /**
     * An event that is to be parked.
     *
     * @param failure why; null for one that waits behind another
     */
    public DeadLetter letter(DomainEventMessage<?> event, @Nullable Throwable failure) {
        return letter(
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                event.getIdentifier(),
                event.getPayloadType(),
                failure);
    }

    /** The same of an event that has been read. */
    public DeadLetter letter(
            String sequenceId, long sequenceNumber, String eventId, Class<?> type, @Nullable Throwable failure) {
        return new DeadLetter(
                processor,
                sequenceId,
                sequenceNumber,
                eventId,
                type.getName(),
                failure == null ? null : cause(failure),
                clock.instant(),
                0,
                null);
    }

    /**
     * Parks events, in the transaction that moves the token past them.
     *
     * @throws DeadLettersFull when something is parked of too many streams
     */
    public void park(List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        rows.save(letters);
        var beginning =
                letters.stream().filter(letter -> letter.cause() != null).toList();
        // What waits behind another makes no stream more, and comes with every event of one that is edited much.
        if (!beginning.isEmpty() && rows.countSequences(processor) > maxSequences) {
            throw new DeadLettersFull(processor, maxSequences);
        }
        beginning.forEach(letter -> log.error(
                "{} cannot take event {} ({}) of {}, and goes on without it; it is a dead letter: {}",
                processor,
                letter.eventId(),
                letter.eventType(),
                letter.sequenceId(),
                letter.cause()));
    }

    /** The first that are parked of a stream, in order; to be tried in this transaction. */
    public List<DeadLetter> lock(String sequenceId, int atMost) {
        return rows.lock(processor, sequenceId, atMost);
    }

    /** They were taken, in this transaction. */
    public void taken(List<DeadLetter> letters) {
        rows.removeUpTo(letters.get(letters.size() - 1));
    }

    /** The first of a stream was tried once more, and was not taken. */
    public void failed(String sequenceId, Throwable failure) {
        rows.failed(processor, sequenceId, cause(failure), clock.instant());
    }

    /** A line of the innermost cause: what is wrapped around it says less. */
    public static String cause(Throwable failure) {
        var innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        var text = innermost.toString().lines().findFirst().orElse("");
        return text.length() <= MAX_CAUSE ? text : text.substring(0, MAX_CAUSE);
    }
}
