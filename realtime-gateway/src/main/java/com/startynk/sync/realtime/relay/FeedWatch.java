package com.startynk.sync.realtime.relay;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for the feed's head now and then, so that what Redis loses is missed within seconds. */
public final class FeedWatch {

    private static final Logger log = LoggerFactory.getLogger(FeedWatch.class);

    private final FeedReader feed;
    private final Relay relay;
    private final Duration interval;
    private final AtomicBoolean asking = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();
    private @Nullable ScheduledExecutorService clock;

    public FeedWatch(FeedReader feed, Relay relay, Duration interval) {
        this.feed = feed;
        this.relay = relay;
        this.interval = interval;
    }

    /** Looks now, and from now on. */
    public synchronized void start() {
        clock = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "feed-watch"));
        var unused = clock.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (asking.getAndSet(true)) {
            return;
        }
        feed.head((head, failure) -> {
            asking.set(false);
            if (head != null) {
                failing.set(false);
                relay.observed(head);
            } else if (!failing.getAndSet(true)) {
                log.warn("The head of the feed cannot be read, asking again: {}", String.valueOf(failure));
            }
        });
    }

    /** Looks no more: what it asks is about to go away. */
    public synchronized void stop() {
        if (clock != null) {
            clock.shutdownNow();
            clock = null;
        }
    }
}
