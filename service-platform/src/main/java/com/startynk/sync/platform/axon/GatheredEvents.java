package com.startynk.sync.platform.axon;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * Lets events gather for a moment when they come thick and fast: a transaction costs nearly the same for one as for many. An
 * event that comes after a quiet moment is handed on at once.
 */
public final class GatheredEvents implements StreamableMessageSource<TrackedEventMessage<?>> {

    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final StreamableMessageSource<TrackedEventMessage<?>> events;
    private final long pauseNanos;

    /**
     * Makes one.
     *
     * @param pause between the beginnings of two batches at least; a second at most, for a processor that sleeps keeps no claim
     */
    public GatheredEvents(StreamableMessageSource<TrackedEventMessage<?>> events, Duration pause) {
        if (pause.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("events may gather for a second at most, not for " + pause);
        }
        this.events = events;
        this.pauseNanos = pause.toNanos();
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken position) {
        return new Gathering(events.openStream(position), pauseNanos);
    }

    @Override
    public TrackingToken createTailToken() {
        return events.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return events.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant at) {
        return events.createTokenAt(at);
    }

    @Override
    public TrackingToken createTokenSince(Duration since) {
        return events.createTokenSince(since);
    }

    private static final class Gathering implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> stream;
        private final long pauseNanos;
        private long lastBegin;

        Gathering(BlockingStream<TrackedEventMessage<?>> stream, long pauseNanos) {
            this.stream = stream;
            this.pauseNanos = pauseNanos;
            this.lastBegin = System.nanoTime() - pauseNanos;
        }

        /** A processor that is ready to wait is about to begin a batch. */
        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (!stream.hasNextAvailable(timeout, unit)) {
                return false;
            }
            if (timeout > 0) {
                LockSupport.parkNanos(lastBegin + pauseNanos - System.nanoTime());
                lastBegin = System.nanoTime();
            }
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            stream.skipMessagesWithPayloadTypeOf(ignored);
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
