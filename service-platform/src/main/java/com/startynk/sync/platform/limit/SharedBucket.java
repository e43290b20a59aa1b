package com.startynk.sync.platform.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One node's copy of a bucket that all nodes take from. It decides by itself and at once; what was taken is told to Redis a
 * moment later, and what the others took is taken over then. Until it is known, each node can give a little too much: what it
 * gives between two exchanges, and at first a twentieth of the whole.
 */
final class SharedBucket {

    private final String key;
    private final Rate rate;
    private final Bucket here;
    private final Consumer<SharedBucket> exchange;
    private final AtomicLong untold = new AtomicLong();
    private final AtomicBoolean waiting = new AtomicBoolean();

    /** @param exchange is given the bucket when it is time to tell the others of it */
    SharedBucket(String key, Rate rate, TimeMeter time, Consumer<SharedBucket> exchange) {
        this.key = key;
        this.rate = rate;
        this.exchange = exchange;
        var bucket = Bucket.builder().withCustomTimePrecision(time);
        for (var limit : rate.configuration().getBandwidths()) {
            bucket.addLimit(limit);
        }
        this.here = bucket.build();
    }

    String key() {
        return key;
    }

    Rate rate() {
        return rate;
    }

    /** Takes all or nothing. */
    ConsumptionProbe take(long tokens) {
        var probe = here.tryConsumeAndReturnRemaining(tokens);
        if (probe.isConsumed()) {
            untold.addAndGet(tokens);
        }
        tellIfWorthIt(probe.getRemainingTokens());
        return probe;
    }

    /** Takes as many as there are, and answers how many. */
    int takeUpTo(int most) {
        var taken = here.tryConsumeAsMuchAsPossible(most);
        untold.addAndGet(taken);
        tellIfWorthIt(here.getAvailableTokens());
        return (int) taken;
    }

    void giveBack(int tokens) {
        if (tokens > 0) {
            here.addTokens(tokens);
            untold.addAndGet(-tokens);
        }
    }

    /** How long until one can be had. */
    Duration untilNext() {
        return Duration.ofNanos(here.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    private void tellIfWorthIt(long left) {
        if (!rate.isNextToFull(left) && waiting.compareAndSet(false, true)) {
            exchange.accept(this);
        }
    }

    /** Goes to be exchanged: what is taken from here on makes it wait again. */
    void leaveQueue() {
        waiting.set(false);
    }

    /** What was taken since it was last told. From here on it counts as told. */
    long tell() {
        return Math.max(0, untold.getAndUpdate(taken -> Math.min(taken, 0)));
    }

    /** Redis has heard it, and knows that so many are left of all. */
    void adopt(long left) {
        var tooMany = here.getAvailableTokens() + untold.get() - left;
        if (tooMany > 0) {
            here.consumeIgnoringRateLimits(tooMany);
        } else if (tooMany < 0) {
            here.addTokens(-tooMany);
        }
    }

    /** Redis has not heard it. Never more is kept to be told than time has not made good for. */
    void untell(long taken) {
        var missing = Math.max(0, rate.limit() - here.getAvailableTokens());
        untold.updateAndGet(since -> Math.min(since + taken, missing));
    }
}
