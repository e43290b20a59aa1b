package com.startynk.sync.query.deadletter;

import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.deadletter.LetterRetry.Retried;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is parked of all projections, and the way back. */
public final class DeadLetters {

    /** What one answer lists; more streams are parked only where somebody allowed it. */
    private static final int LISTED = 10_000;

    private final DeadLetterRows rows;
    private final Map<String, LetterRetry> retries;
    private final HeldClaims claims;

    public DeadLetters(DeadLetterRows rows, Collection<LetterRetry> retries, HeldClaims claims) {
        this.rows = rows;
        this.retries = retries.stream().collect(Collectors.toMap(LetterRetry::processor, Function.identity()));
        this.claims = claims;
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
     * Tries again, stream by stream, what has been parked for longest first.
     *
     * @param processor one projection's, or all
     * @param sequenceId one stream's, or all
     * @throws SyncFailure {@code TEMPORARILY_UNAVAILABLE} where another node projects
     */
    synchronized List<Retried> retry(@Nullable String processor, @Nullable String sequenceId) {
        var wanted = heads().stream()
                .map(DeadLetterRows.Head::letter)
                .filter(letter -> processor == null || processor.equals(letter.processor()))
                .filter(letter -> sequenceId == null || sequenceId.equals(letter.sequenceId()))
                .toList();
        if (!wanted.stream().map(DeadLetter::processor).allMatch(claims::isHeld)) {
            throw SyncFailure.unavailable("another node projects; ask that one");
        }
        return wanted.stream().flatMap(letter -> retry(letter).stream()).toList();
    }

    /** What no projection of this release has written stays for the one that did. */
    private List<Retried> retry(DeadLetter letter) {
        var retry = retries.get(letter.processor());
        return retry == null ? List.of() : List.of(retry.retry(letter.sequenceId()));
    }
}
