package com.startynk.sync.command.release;

import com.startynk.sync.command.parking.GiveUpWaiting;
import com.startynk.sync.command.parking.ParkingRows;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.protocol.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks for parked mutations whose release was lost or failed, and for those that have waited too long. */
final class Sweep implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Sweep.class);

    /** After Axon, which it sends commands to. */
    private static final int PHASE = 2000;

    private final ParkingRows rows;
    private final Releases releases;
    private final CommandGateway commands;
    private final ParkingSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "parking-sweep"));
    private volatile boolean running;

    Sweep(ParkingRows rows, Releases releases, CommandGateway commands, ParkingSettings settings, Clock clock) {
        this.rows = rows;
        this.releases = releases;
        this.commands = commands;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        every(settings.sweep(), this::sweep);
        every(settings.retry(), this::tryAgain);
    }

    private void every(Duration period, Runnable work) {
        var unused = timer.scheduleWithFixedDelay(
                () -> guarded(work), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An outage must not end the sweeps. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.warn("Parked mutations could not be looked through now: {}", e.toString());
        }
    }

    /** Those that failed before, each at its own time, and what stands behind them. */
    void tryAgain() {
        releases.release(rows.due(clock.instant(), settings.sweepSize()));
    }

    void sweep() {
        var now = clock.instant();
        var arrivals = releases.arrivals();
        var after = 0L;
        for (var more = true; more; ) {
            var page = rows.waitingSince(now.minus(settings.sweep()), after, settings.sweepSize());
            var arrived = new LinkedHashSet<EntityId>();
            for (var waiting : page) {
                after = waiting.place();
                if (arrivals.haveAll(waiting.item())) {
                    arrived.add(waiting.item().entityId());
                } else if (waiting.since().isBefore(now.minus(settings.patience()))) {
                    giveUp(waiting.item());
                }
            }
            releases.release(arrived);
            more = page.size() == settings.sweepSize();
        }
    }

    private void giveUp(ParkedItem item) {
        commands.sendAndWait(new GiveUpWaiting(
                item.mutationId(), ErrorCode.NOT_FOUND, "what it refers to has not arrived in time", 1));
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
