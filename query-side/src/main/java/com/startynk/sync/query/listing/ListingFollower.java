package com.startynk.sync.query.listing;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Has the copies follow the feed on the node that projects. While it falls behind it rests most of the time: then the projection has
 * much to do, and goes first.
 */
public final class ListingFollower implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ListingFollower.class);

    private static final Duration IDLE = Duration.ofMillis(200);
    /** How many times as long as it works it rests while it falls behind. */
    private static final int REST = 9;

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final Listing listing;
    private final BooleanSupplier isHere;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "listing"));
    private long behind;
    private volatile boolean running;

    /** @param isHere whether this node projects */
    public ListingFollower(Listing listing, BooleanSupplier isHere) {
        this.listing = listing;
        this.isHere = isHere;
    }

    @Override
    public void start() {
        running = true;
        next(IDLE);
    }

    private synchronized void next(Duration rest) {
        if (running) {
            var unused = timer.schedule(this::work, rest.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Nothing that is thrown may end it, for nobody else would notice. */
    private void work() {
        var rest = AFTER_FAILURE;
        try {
            rest = isHere.getAsBoolean() ? follow() : IDLE;
        } catch (RuntimeException | Error e) {
            if (running) {
                log.warn("Lists cannot be kept up with the feed now and are slower until they are: {}", e.toString());
            }
        } finally {
            next(rest);
        }
    }

    private Duration follow() {
        var start = System.nanoTime();
        if (!listing.follow()) {
            return listing.sweep() ? Duration.ZERO : IDLE;
        }
        var took = Duration.ofNanos(System.nanoTime() - start);
        var before = behind;
        behind = listing.behind();
        return behind > before ? took.multipliedBy(REST) : Duration.ZERO;
    }

    @Override
    public void stop() {
        synchronized (this) {
            running = false;
            timer.shutdown();
        }
        try {
            if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
