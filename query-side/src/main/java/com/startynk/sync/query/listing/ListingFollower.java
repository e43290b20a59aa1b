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
 * Has the copies follow the feed on the node that projects. While there is much to do it rests after each portion for as long as
 * that took, so that the projection has the better half of the database.
 */
public final class ListingFollower implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ListingFollower.class);

    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final Listing listing;
    private final BooleanSupplier isHere;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "listing"));
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

    /** An outage must not end it. */
    private void work() {
        var rest = AFTER_FAILURE;
        try {
            rest = isHere.getAsBoolean() ? follow() : IDLE;
        } catch (RuntimeException e) {
            if (running) {
                log.warn("Lists cannot be kept up with the feed now and are slower until they are: {}", e.toString());
            }
        }
        next(rest);
    }

    private Duration follow() {
        var start = System.nanoTime();
        var isMore = listing.follow() == Listing.PORTION || listing.sweep();
        return isMore ? Duration.ofNanos(System.nanoTime() - start) : IDLE;
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
