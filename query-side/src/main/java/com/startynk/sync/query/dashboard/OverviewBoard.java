package com.startynk.sync.query.dashboard;

import com.startynk.sync.query.activity.CountRows;
import com.startynk.sync.query.activity.EntityTotalRows;
import com.startynk.sync.query.deadletter.DeadLetters;
import com.startynk.sync.query.status.Health;
import com.startynk.sync.query.status.SystemHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How it goes on the whole. */
final class OverviewBoard {

    private final SystemHealth health;
    private final ProjectionLagRows lag;
    private final DeviceFigures devices;
    private final EntityTotalRows totals;
    private final CountRows activity;
    private final PendingConflictRows conflicts;
    private final QueueFigureRows queue;
    private final DeadLetters letters;
    private final Clock clock;

    OverviewBoard(
            SystemHealth health,
            ProjectionLagRows lag,
            DeviceFigures devices,
            EntityTotalRows totals,
            CountRows activity,
            PendingConflictRows conflicts,
            QueueFigureRows queue,
            DeadLetters letters,
            Clock clock) {
        this.health = health;
        this.lag = lag;
        this.devices = devices;
        this.totals = totals;
        this.activity = activity;
        this.conflicts = conflicts;
        this.queue = queue;
        this.letters = letters;
        this.clock = clock;
    }

    /**
     * What is drawn.
     *
     * @param projectionLagMs how old the oldest event is that nobody can read yet; 0 when there is none
     * @param deadLetters events that a projection could not take, and those behind them, of all projects
     * @param activeLastDay who was there in the last day
     */
    record Overview(
            Instant generatedAt,
            Health health,
            long projectionLagMs,
            long deadLetters,
            DeviceFigureRows.Active activeLastDay,
            List<OfType> entities,
            Series changes,
            long pendingConflicts,
            Parked queue) {}

    record OfType(String entityType, long count) {}

    /** What is parked; the age of the oldest one that has not failed is 0 when there is none. */
    record Parked(long pending, long waiting, long failed, long oldestPendingAgeMs) {

        static Parked of(QueueFigureRows.Queue queue, Instant now) {
            return new Parked(queue.pending(), queue.waiting(), queue.failed(), age(queue.oldest(), now));
        }

        private static long age(@Nullable Instant oldest, Instant now) {
            return oldest == null
                    ? 0
                    : Math.max(0, Duration.between(oldest, now).toMillis());
        }
    }

    Overview draw(Scope scope) {
        var now = clock.instant();
        return new Overview(
                now,
                health.now(),
                lag.now(now).toMillis(),
                letters.events(),
                devices.of(scope).active(),
                totals.of(scope.projects()).entrySet().stream()
                        .filter(total -> scope.shows(total.getKey()))
                        .map(total -> new OfType(total.getKey(), total.getValue()))
                        .toList(),
                changes(now, scope),
                conflicts.now(now, scope.projects()).stream()
                        .filter(pending -> scope.shows(pending.entityType()))
                        .mapToLong(PendingConflictRows.Pending::count)
                        .sum(),
                Parked.of(queue.now(scope.projects()), now));
    }

    private Series changes(Instant now, Scope scope) {
        return Series.of(now, List.of("changes"), (from, step) -> activity.since(from, step, scope.projects()));
    }
}
