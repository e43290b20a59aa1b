package com.startynk.sync.query.replay;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final From from;
    private final List<Part> parts;
    private final Clock clock;
    private final Instant startedAt;
    private final long total;
    private final AtomicLong events = new AtomicLong();
    private final Map<String, Long> corrected = new ConcurrentHashMap<>();
    private final AtomicLong left = new AtomicLong();
    private final Map<String, String> reached = new ConcurrentHashMap<>();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;
    private volatile @Nullable String failure;
    private volatile @Nullable Instant endedAt;

    Replay(String processor, From from, List<Part> parts, Clock clock) {
        this.processor = processor;
        this.from = from;
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
     * @param left how many entities are wrong and stay so; the log names them
     * @param rest what another one has yet to do, in order
     * @param failure why it failed
     */
    record Progress(
            String processor,
            String state,
            long events,
            long total,
            long corrected,
            Map<String, Long> correctedIn,
            long left,
            List<Rest> rest,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String failure) {}

    /**
     * A part that has not come to its end.
     *
     * @param from where it can go on; null where it has to begin anew
     */
    record Rest(String processor, @Nullable String from) {}

    /** Whether it does the same as one that would begin so. */
    boolean isOf(String wanted, From wantedFrom) {
        return processor.equals(wanted) && from.equals(wantedFrom);
    }

    String processor() {
        return processor;
    }

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
            left.addAndGet(step.left());
            if (step.reached() != null) {
                reached.put(part.name(), step.reached());
            }
            if (step.isEnd()) {
                ended.add(part.name());
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
                left.get(),
                rest(),
                startedAt,
                endedAt,
                failure);
    }

    private List<Rest> rest() {
        return parts.stream()
                .map(Part::name)
                .filter(name -> !ended.contains(name))
                .map(name -> new Rest(name, reached.get(name)))
                .toList();
    }
}
