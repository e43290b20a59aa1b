package com.startynk.sync.command.erasure;

import com.startynk.sync.platform.axon.ProcessorPositions;
import com.startynk.sync.platform.axon.StoredEvents;
import com.startynk.sync.protocol.SyncFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Waits until the projections know everything that is stored, on whichever node they run. */
final class CaughtUp {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final StoredEvents events;
    private final ProcessorPositions positions;
    private final List<String> processors;

    CaughtUp(StoredEvents events, ProcessorPositions positions, List<String> processors) {
        this.events = events;
        this.positions = positions;
        this.processors = List.copyOf(processors);
    }

    /** @throws SyncFailure {@code TEMPORARILY_UNAVAILABLE} when they are too far behind */
    void await() {
        var head = events.head();
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!processors.stream().allMatch(processor -> positions.of(processor) >= head)) {
            if (System.nanoTime() - until > 0) {
                throw SyncFailure.unavailable("not everything that is stored can be found yet");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SyncFailure.unavailable("not everything that is stored can be found yet");
        }
    }
}
