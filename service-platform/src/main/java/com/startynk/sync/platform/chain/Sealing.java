package com.startynk.sync.platform.chain;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Seals what was stored a while ago. A transaction that began before takes its index before those that are seen now, and is
 * long over then, so nothing comes into a stretch that has been sealed. Every node does it, and who is second does nothing.
 */
public final class Sealing implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Sealing.class);

    private static final long MOST_EVENTS = 10_000;
    private static final int LOOKS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ChainRows rows;
    private final ChainKeys keys;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Duration after;
    private final ArrayDeque<Seen> seen = new ArrayDeque<>();
    private volatile @Nullable ScheduledExecutorService thread;
    private boolean inVain;
    private volatile boolean stopping;

    private record Seen(long nanos, long head) {}

    Sealing(ChainRows rows, ChainKeys keys, TransactionOperations transactions, Clock clock, Duration after) {
        this.rows = rows;
        this.keys = keys;
        this.transactions = transactions;
        this.clock = clock;
        this.after = after;
    }

    /** Seals everything up to an index, in stretches. */
    public synchronized void sealThrough(long index) {
        var more = true;
        while (more && !stopping) {
            more = sealStretch(index);
        }
    }

    private boolean sealStretch(long index) {
        var last = rows.lastSeal().orElse(null);
        var afterIndex = last == null ? 0 : last.throughIndex();
        var number = last == null ? 1 : last.number() + 1;
        if (index <= afterIndex) {
            return false;
        }
        var made = Seal.over(
                keys.present(),
                last == null ? null : last.seal(),
                number,
                afterIndex,
                new AtMost(rows.stretch(afterIndex, index)));
        return made.events() > 0
                && saved(
                        new Seal(number, afterIndex, made.throughIndex(), made.events(), made.seal(), clock.instant()));
    }

    private boolean saved(Seal seal) {
        try {
            transactions.executeWithoutResult(transaction -> rows.save(seal));
            return true;
        } catch (DuplicateKeyException e) {
            log.debug("Another node has made seal {}", seal.number());
            return false;
        }
    }

    private synchronized void look() {
        try {
            var now = System.nanoTime();
            seen.addLast(new Seen(now, rows.head()));
            var settled = -1L;
            while (!seen.isEmpty() && now - seen.getFirst().nanos() >= after.toNanos()) {
                settled = seen.removeFirst().head();
            }
            sealThrough(settled);
            inVain = false;
        } catch (DataAccessException | TransactionException e) {
            if (!inVain) {
                log.warn("Events cannot be sealed, trying again: {}", e.getMessage());
            }
            inVain = true;
        }
    }

    @Override
    public synchronized void start() {
        stopping = false;
        thread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "event-seals"));
        var pause = Math.max(1, after.toMillis() / LOOKS);
        var unused = thread.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** Waits for the stretch that is being sealed: the database is about to go. */
    @Override
    public void stop() {
        var running = thread;
        if (running != null) {
            stopping = true;
            thread = null;
            running.shutdown();
            try {
                if (!running.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    log.warn("A seal is still in the making; it will be made anew");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** The first events of a stretch: a seal over more would be long in the making, and tell less when it is broken. */
    private static final class AtMost implements Iterator<StoredLink> {

        private final Iterator<StoredLink> events;
        private long taken;

        AtMost(Iterator<StoredLink> events) {
            this.events = events;
        }

        @Override
        public boolean hasNext() {
            return taken < MOST_EVENTS && events.hasNext();
        }

        @Override
        public StoredLink next() {
            taken++;
            return events.next();
        }
    }
}
