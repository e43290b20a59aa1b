package com.startynk.sync.query.replay;

import com.startynk.sync.query.projection.EntityCorrections;
import com.startynk.sync.query.projection.ReplayedEntities;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads every event again, stream by stream, and compares what they make with what is there. Readers notice nothing: what is
 * right is left alone, and what is wrong becomes a change like any other. Wherever it is stopped, what it did was right.
 */
final class Replay {

    private final ReplayedEntities entities;
    private final EntityCorrections corrections;
    private final Clock clock;
    private final Instant startedAt;
    private final long total;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong corrected = new AtomicLong();
    private volatile boolean stopping;
    private volatile @Nullable String failure;
    private volatile @Nullable Instant endedAt;

    /** @param total how many events there are, about */
    Replay(ReplayedEntities entities, EntityCorrections corrections, long total, Clock clock) {
        this.entities = entities;
        this.corrections = corrections;
        this.total = total;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /**
     * How far it is.
     *
     * @param state {@code RUNNING}, {@code DONE}, {@code STOPPED} or {@code FAILED}
     * @param events how many have been read
     * @param total how many there are, about
     * @param corrected how many entities were put right
     * @param failure why it failed
     */
    record Progress(
            String state,
            long events,
            long total,
            long corrected,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String failure) {}

    void run() {
        try {
            while (!stopping) {
                var chunk = entities.next();
                if (chunk.isEnd()) {
                    break;
                }
                events.addAndGet(chunk.events());
                if (!chunk.doubtful().isEmpty()) {
                    corrected.addAndGet(corrections.correct(chunk.doubtful()).size());
                }
            }
        } catch (RuntimeException e) {
            failure = e.toString();
            throw e;
        } finally {
            endedAt = clock.instant();
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
        return new Progress(state, events.get(), total, corrected.get(), startedAt, endedAt, failure);
    }
}
