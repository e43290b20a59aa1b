package com.startynk.sync.query.replay;

import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.projection.EntityRowsProjection;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The replay of this process: one at a time, and only where the projection runs, whose caches have to hear of it. */
public final class Replays implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Replays.class);

    private final Parts parts;
    private final HeldClaims claims;
    private final Clock clock;
    private @Nullable Replay latest;
    private @Nullable Thread thread;

    public Replays(Parts parts, HeldClaims claims, Clock clock) {
        this.parts = parts;
        this.claims = claims;
        this.clock = clock;
    }

    /**
     * Starts one, or answers the one that runs if that does the same.
     *
     * @param processor one part's name; null for all
     * @param from where to begin
     * @throws SyncFailure {@code TEMPORARILY_UNAVAILABLE} where another node projects, {@code ALREADY_EXISTS} while one runs that does
     *     something else
     */
    synchronized Replay.Progress start(@Nullable String processor, From from) {
        var wanted = processor == null ? Parts.ALL : processor;
        var running = latest;
        if (running != null && running.isRunning()) {
            return sameAs(running, wanted, from);
        }
        if (!claims.isHeld(EntityRowsProjection.GROUP)) {
            throw SyncFailure.unavailable("another node projects; ask that one");
        }
        var replay = new Replay(wanted, from, parts.named(wanted, from), clock);
        latest = replay;
        var work = new Thread(() -> run(replay), "replay");
        thread = work;
        work.start();
        return replay.progress();
    }

    private static Replay.Progress sameAs(Replay running, String wanted, From from) {
        if (!running.isOf(wanted, from)) {
            throw new SyncFailure(
                    ErrorCode.ALREADY_EXISTS,
                    "another replay is running, of " + running.processor() + "; wait for its end, or stop it");
        }
        return running.progress();
    }

    private static void run(Replay replay) {
        try {
            replay.run();
            var end = replay.progress();
            log.info(
                    "The replay of {} has ended ({}): {} of {} events looked at, {} put right, {} wrong and left so",
                    end.processor(),
                    end.state(),
                    end.events(),
                    end.total(),
                    end.corrected(),
                    end.left());
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
    public void close() {
        stop();
        Thread work;
        synchronized (this) {
            work = thread;
        }
        if (work != null) {
            try {
                work.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
