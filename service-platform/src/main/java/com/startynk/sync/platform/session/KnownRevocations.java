package com.startynk.sync.platform.session;

import com.startynk.sync.platform.identity.TokenStanding;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.SyncFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * All revocations, in memory: a token is judged by one look into a map. How old this knowledge may be is bounded: a node that
 * has been cut off could believe a token that is dead everywhere else.
 */
final class KnownRevocations implements TokenStanding {

    private final Map<String, Cuts> byUser = new ConcurrentHashMap<>();
    private final long maxAge;
    private final LongSupplier nanoTime;

    private volatile long generation;
    private volatile long lookedAt;
    private volatile long heardAt;
    private volatile long heardGeneration;

    KnownRevocations(Duration maxAge, LongSupplier nanoTime) {
        this.maxAge = maxAge.toNanos();
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong() - this.maxAge;
        this.heardAt = lookedAt;
    }

    @Override
    public boolean stands(Caller caller) {
        if (!isFresh()) {
            throw SyncFailure.unavailable("Whether this token still stands cannot be found out now.");
        }
        var cuts = byUser.get(caller.userId());
        return cuts == null || cuts.spare(caller);
    }

    /** Either the database was looked at, or every node that is heard knows of no more than this one does. */
    private boolean isFresh() {
        var now = nanoTime.getAsLong();
        return now - lookedAt < maxAge || (now - heardAt < maxAge && heardGeneration <= generation);
    }

    long generation() {
        return generation;
    }

    /**
     * Takes what the database holds.
     *
     * @param found all revocations after {@link #generation()}, in their order
     * @param asOf when they were asked for, by the nano time
     */
    void take(List<Revocation> found, long asOf) {
        for (var revocation : found) {
            byUser.merge(revocation.userId(), Cuts.NONE.with(revocation), (before, alone) -> before.with(revocation));
            generation = revocation.generation();
        }
        lookedAt = asOf;
    }

    /** Called by one thread. Whether a node knows of more than this one. */
    boolean hear(long otherGeneration) {
        heardGeneration = Math.max(heardGeneration, otherGeneration);
        heardAt = nanoTime.getAsLong();
        return otherGeneration > generation;
    }
}
