package com.startynk.sync.query.replay;

import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.platform.axon.StoredEvents;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.projection.EntityCorrections;
import com.startynk.sync.query.projection.EntityRowsProjection;
import com.startynk.sync.query.projection.ReplayedEntities;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The replay of this process: one at a time, and only where the projection runs, whose caches have to hear of it. */
public final class Replays implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Replays.class);

    private final Supplier<ReplayedEntities> entities;
    private final EntityCorrections corrections;
    private final StoredEvents events;
    private final HeldClaims claims;
    private final Clock clock;
    private @Nullable Replay latest;
    private @Nullable Thread thread;

    public Replays(
            Supplier<ReplayedEntities> entities,
            EntityCorrections corrections,
            StoredEvents events,
            HeldClaims claims,
            Clock clock) {
        this.entities = entities;
        this.corrections = corrections;
        this.events = events;
        this.claims = claims;
        this.clock = clock;
    }

    /**
     * Starts one, or answers the one that runs.
     *
     * @throws SyncFailure {@code TEMPORARILY_UNAVAILABLE} where another node projects
     */
    synchronized Replay.Progress start() {
        var running = latest;
        if (running != null && running.isRunning()) {
            return running.progress();
        }
        if (!claims.isHeld(EntityRowsProjection.GROUP)) {
            throw SyncFailure.unavailable("another node projects; ask that one");
        }
        var replay = new Replay(entities.get(), corrections, events.count(), clock);
        latest = replay;
        var work = new Thread(() -> run(replay), "replay");
        thread = work;
        work.start();
        return replay.progress();
    }

    private static void run(Replay replay) {
        try {
            replay.run();
            log.info("Replay: {}", replay.progress());
        } catch (RuntimeException e) {
            log.error("The replay ended early; what it has put right stays so", e);
        }
    }

    synchronized Optional<Replay.Progress> progress() {
        return Optional.ofNullable(latest).map(Replay::progress);
    }

    synchronized void stop() {
        if (latest != null) {
            latest.stop();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        Thread work;
        synchronized (this) {
            work = thread;
        }
        if (work != null) {
            work.join();
        }
    }
}
