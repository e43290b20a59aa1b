package com.startynk.sync.platform.axon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How far behind the processors of this node are. Those that other nodes run are not known here. */
public final class ProcessorDelays {

    /** One that has had nothing for so long has caught up, or runs elsewhere by now. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(2);

    private final Clock clock;
    private final Map<String, Noted> noted = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    private record Noted(Duration delay, Instant at) {}

    public ProcessorDelays(Clock clock) {
        this.clock = clock;
    }

    /**
     * Notes how late a processor is.
     *
     * @param delay the age of the event that it has just been given
     */
    public void note(String processor, Duration delay) {
        noted.put(processor, new Noted(delay, clock.instant()));
        if (waiting.get() > 0) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** The age of the last event that it was given; zero when it has had nothing to do of late. */
    public Duration of(String processor) {
        var last = noted.get(processor);
        return last == null || last.at().plus(FORGOTTEN).isBefore(clock.instant()) ? Duration.ZERO : last.delay();
    }

    /** Waits until a processor is less than that behind, but not longer than patience. */
    public void awaitLessThan(Duration bound, String processor, Duration patience) throws InterruptedException {
        if (of(processor).compareTo(bound) < 0) {
            return;
        }
        var until = System.nanoTime() + patience.toNanos();
        waiting.incrementAndGet();
        try {
            synchronized (this) {
                for (var left = patience.toNanos();
                        left > 0 && of(processor).compareTo(bound) >= 0;
                        left = until - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
            }
        } finally {
            waiting.decrementAndGet();
        }
    }
}
