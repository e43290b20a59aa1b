package com.startynk.sync.query.replay;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads every event again, stream by stream, and compares what they make with what is there. Readers notice nothing: what is
 * right is left alone, and what is wrong becomes a change like any other. Wherever it is stopped, what it did was right.
 */
final class Replay {

    private final String processor;
    private final List<Part> parts;
    private final Clock clock;
    private final Instant startedAt;
    private final long total;
    private final AtomicLong events = new AtomicLong();
    private final Map<String, Long> corrected = new ConcurrentHashMap<>();
    private volatile String reached = "";
    private volatile boolean stopping;
    private volatile @Nullable String failure;
    private volatile @Nullable Instant endedAt;

    Replay(String processor, List<Part> parts, Clock clock) {
        this.processor = processor;
        this.parts = parts;
        this.total = parts.stream().mapToLong(Part::total).sum();
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /**
     * How far it is.
     *
     * @param processor what is replayed
     * @param state {@code RUNNING}, {@code DONE}, {@code STOPPED} or {@code FAILED}
     * @param events how many have been read
     * @param total how many there are, about
     * @param corrected how much was put right: entities, projects' sums, lines
     * @param correctedIn the same by part
     * @param reached where another one can go on that begins from there, while one part runs
     * @param failure why it failed
     */
    record Progress(
            String processor,
            String state,
            long events,
            long total,
            long corrected,
            Map<String, Long> correctedIn,
            String reached,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String failure) {}

    void run() {
        try {
            parts.forEach(this::run);
        } catch (RuntimeException e) {
            failure = e.toString();
            throw e;
        } finally {
            endedAt = clock.instant();
        }
    }

    private void run(Part part) {
        while (!stopping) {
            var step = part.next();
            events.addAndGet(step.events());
            corrected.merge(part.name(), step.corrected(), Long::sum);
            reached = step.reached();
            if (step.isEnd()) {
                return;
            }
        }
    }

    void stop() {
        stopping = true;
    }

    boolean isRunning() {
        return endedAt == null;
    }

    Progress progress() {
        var state = failure != null ? "FAILED" : isRunning() ? "RUNNING" : stopping ? "STOPPED" : "DONE";
        return new Progress(
                processor,
                state,
                events.get(),
                total,
                corrected.values().stream().mapToLong(Long::longValue).sum(),
                new TreeMap<>(corrected),
                reached,
                startedAt,
                endedAt,
                failure);
    }
}
