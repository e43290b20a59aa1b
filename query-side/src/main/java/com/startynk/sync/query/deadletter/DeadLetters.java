package com.startynk.sync.query.deadletter;

import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.deadletter.LetterRetry.Retried;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is parked of all projections, and the way back. */
public final class DeadLetters {

    /** What one answer lists; more streams are parked only where somebody allowed it. */
    private static final int LISTED = 10_000;

    /** The first of each stream: what was not tried yet comes before what was tried in vain. */
    private static final Comparator<DeadLetter> TURNS =
            Comparator.comparing(DeadLetter::lastAttemptAt, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()));

    private final DeadLetterRows rows;
    private final Map<String, LetterRetry> retries;
    private final HeldClaims claims;
    private final Duration longest;

    /** @param longest how long a call goes on; whoever asks waits for its answer */
    public DeadLetters(DeadLetterRows rows, Collection<LetterRetry> retries, HeldClaims claims, Duration longest) {
        this.rows = rows;
        this.retries = retries.stream().collect(Collectors.toMap(LetterRetry::processor, Function.identity()));
        this.claims = claims;
        this.longest = longest;
    }

    /** The projections that have dead letters at all. */
    public Collection<String> processors() {
        return retries.keySet();
    }

    /** How much of a projection is parked. */
    public DeadLetterRows.Parked parked(String processor) {
        return rows.count(processor);
    }

    /** How many events are parked. */
    public long events() {
        return retries.keySet().stream()
                .mapToLong(processor -> rows.count(processor).events())
                .sum();
    }

    List<DeadLetterRows.Head> heads() {
        return rows.heads(LISTED);
    }

    /**
     * What a call did.
     *
     * @param items what became of each stream that was tried
     * @param left those of projections that do not run here, or that this release does not have
     * @param more whether time was short, and another call would go on
     */
    record Outcome(List<Retried> items, List<Left> left, boolean more) {}

    /** A stream that another node has to try. */
    record Left(String processor, String sequenceId, long events) {}

    /**
     * Tries again, stream by stream, what was not tried yet and has been parked for longest first.
     *
     * @param processor one projection's, or all
     * @param sequenceId one stream's, or all
     * @throws SyncFailure {@code TEMPORARILY_UNAVAILABLE} where other nodes project all that is wanted, or one has begun to
     */
    synchronized Outcome retry(@Nullable String processor, @Nullable String sequenceId) {
        var wanted = heads().stream()
                .filter(head ->
                        processor == null || processor.equals(head.letter().processor()))
                .filter(head ->
                        sequenceId == null || sequenceId.equals(head.letter().sequenceId()))
                .toList();
        var here = wanted.stream()
                .map(DeadLetterRows.Head::letter)
                .filter(letter -> isHere(letter.processor()))
                .sorted(TURNS)
                .toList();
        var left = wanted.stream()
                .filter(head -> !isHere(head.letter().processor()))
                .map(head -> new Left(head.letter().processor(), head.letter().sequenceId(), head.events()))
                .toList();
        if (here.isEmpty() && left.stream().map(Left::processor).anyMatch(retries::containsKey)) {
            throw SyncFailure.unavailable("another node projects; ask that one");
        }
        return retry(here, left);
    }

    private boolean isHere(String processor) {
        return retries.containsKey(processor) && claims.isHeld(processor);
    }

    private Outcome retry(List<DeadLetter> here, List<Left> left) {
        var start = System.nanoTime();
        BooleanSupplier hasTime = () -> System.nanoTime() - start < longest.toNanos();
        var items = new ArrayList<Retried>();
        for (var letter : here) {
            if (!hasTime.getAsBoolean()) {
                break;
            }
            var retry = Objects.requireNonNull(retries.get(letter.processor()));
            items.add(retry.retry(letter.sequenceId(), hasTime));
        }
        var isCutShort = items.stream().anyMatch(item -> item.left() > 0 && item.cause() == null);
        return new Outcome(items, left, isCutShort || items.size() < here.size());
    }
}
