package com.startynk.sync.command.erasure;

import com.startynk.sync.platform.failure.Outage;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sweeps away keys under which nothing was stored in the end: of items that were refused, and of parked creations that were put
 * away, whose values end with them.
 */
final class UnusedKeys implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(UnusedKeys.class);

    /** No item is on its way for so long. */
    private static final Duration OLD = Duration.ofHours(1);

    private final UnusedKeyRows rows;
    private final TransactionOperations transactions;
    private final Clock clock;
    private @Nullable ScheduledExecutorService thread;

    UnusedKeys(UnusedKeyRows rows, TransactionOperations transactions, Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Answers how many keys went. */
    int sweep() {
        var before = clock.instant().minus(OLD);
        while (inTransaction(() -> rows.settle(before)) == UnusedKeyRows.AT_ONCE) {
            log.debug("More keys than fit into one step were settled");
        }
        var gone = 0;
        for (var some = UnusedKeyRows.AT_ONCE; some == UnusedKeyRows.AT_ONCE; ) {
            some = inTransaction(() -> rows.delete(before));
            gone += some;
        }
        return gone;
    }

    private int inTransaction(Step step) {
        var changed = transactions.execute(transaction -> step.run());
        return changed == null ? 0 : changed;
    }

    private interface Step {
        int run();
    }

    @Override
    public synchronized void start() {
        thread = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "unused-keys"));
        var unused = thread.scheduleWithFixedDelay(this::sweepOrSay, 10, 60, TimeUnit.MINUTES);
    }

    private void sweepOrSay() {
        try {
            sweep();
        } catch (RuntimeException e) {
            if (Outage.isBehind(e)) {
                log.warn("Unused keys could not be swept away, trying again in an hour: {}", e.toString());
            } else {
                log.error("Unused keys could not be swept away", e);
            }
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
