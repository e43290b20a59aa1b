package com.startynk.sync.command.release;

import com.startynk.sync.command.parking.GiveUpWaiting;
import com.startynk.sync.command.parking.ParkingRows;
import com.startynk.sync.protocol.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
            log.warn("Parked mutations could not be looked through now", e);
        }
    }

    /** Those that failed before, each at its own time. What is under way may be found again, and is left alone. */
    void tryAgain() {
        releases.submit(rows.due(clock.instant(), settings.sweepSize()).stream()
                .map(ParkingRows.Waiting::item)
                .toList());
    }

    void sweep() {
        var now = clock.instant();
        var arrivals = releases.arrivals();
        var after = 0L;
        for (var more = true; more; ) {
            var page = rows.waitingSince(now.minus(settings.sweep()), after, settings.sweepSize());
            for (var waiting : page) {
                after = waiting.place();
                look(waiting, arrivals, now);
            }
            more = page.size() == settings.sweepSize();
        }
    }

    private void look(ParkingRows.Waiting waiting, Arrivals arrivals, Instant now) {
        var item = waiting.item();
        if (arrivals.haveAll(item)) {
            releases.submit(List.of(item));
        } else if (waiting.since().isBefore(now.minus(settings.patience()))) {
            commands.sendAndWait(new GiveUpWaiting(
                    item.mutationId(), ErrorCode.NOT_FOUND, "what it refers to has not arrived in time", 1));
        }
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
