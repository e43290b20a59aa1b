package com.startynk.sync.query.updates;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Thins the times that {@code since} is looked up in. A place that is missing costs a reader some repetition, for the one
 * before it is taken, and before the first the feed's beginning: nothing is ever missed.
 */
public final class FeedTimeThinning implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FeedTimeThinning.class);

    /** Who was away for longer repeats up to {@link #STEP} of changes more. */
    private static final Duration FINE = Duration.ofDays(1);

    private static final Duration STEP = Duration.ofMinutes(10);

    /** How much one transaction looks through. */
    private static final Duration PORTION = Duration.ofHours(1);

    private static final int DELETED_AT_ONCE = 5_000;

    private final FeedTimeRows rows;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Duration kept;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "feed-time-thinning"));
    private @Nullable Instant thinnedTo;
    private volatile boolean running;

    /** @param kept a little longer than tombstones are; who was away for longer starts from the beginning */
    public FeedTimeThinning(FeedTimeRows rows, TransactionOperations transactions, Clock clock, Duration kept) {
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
        this.kept = kept;
    }

    @Override
    public void start() {
        running = true;
        var unused = timer.scheduleWithFixedDelay(this::tryThinning, 1, PORTION.toMinutes(), TimeUnit.MINUTES);
    }

    /** An outage must not end it. */
    private void tryThinning() {
        try {
            thin();
        } catch (RuntimeException e) {
            log.warn("The times of the feed could not be thinned now: {}", e.toString());
        }
    }

    void thin() {
        var now = clock.instant();
        int deleted;
        do {
            deleted = deleteBefore(now.minus(kept));
        } while (deleted == DELETED_AT_ONCE);
        var end = now.minus(FINE).truncatedTo(ChronoUnit.HOURS);
        for (var from = beginning(end); from.isBefore(end); from = from.plus(PORTION)) {
            thin(from);
        }
    }

    private int deleteBefore(Instant time) {
        var deleted = transactions.execute(status -> rows.deleteBefore(time, DELETED_AT_ONCE));
        return deleted == null ? 0 : deleted;
    }

    private Instant beginning(Instant end) {
        var known = thinnedTo;
        return known == null ? rows.oldest().orElse(end).truncatedTo(ChronoUnit.HOURS) : known;
    }

    private void thin(Instant from) {
        var to = from.plus(PORTION);
        transactions.executeWithoutResult(status -> rows.thin(from, to, STEP));
        thinnedTo = to;
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
