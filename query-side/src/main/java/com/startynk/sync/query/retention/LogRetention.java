package com.startynk.sync.query.retention;

import com.startynk.sync.query.activity.ConflictCountRows;
import com.startynk.sync.query.activity.CountRows;
import com.startynk.sync.query.activity.Step;
import com.startynk.sync.query.status.SyncLogRows;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Deletes lines of the sync log, and counts, that are too old. */
final class LogRetention {

    /** No dashboard draws minutes for longer than an hour. */
    private static final Duration MINUTES = Duration.ofDays(1);

    private final SyncLogRows syncLog;
    private final List<CountRows> counts;
    private final ConflictCountRows conflicts;
    private final Portions portions;
    private final RetentionSettings settings;
    private final Clock clock;

    LogRetention(
            SyncLogRows syncLog,
            List<CountRows> counts,
            ConflictCountRows conflicts,
            Portions portions,
            RetentionSettings settings,
            Clock clock) {
        this.syncLog = syncLog;
        this.counts = List.copyOf(counts);
        this.conflicts = conflicts;
        this.portions = portions;
        this.settings = settings;
        this.clock = clock;
    }

    void ofSyncLog() {
        var time = clock.instant().minus(settings.syncLog());
        portions.delete(atMost -> syncLog.deleteBefore(time, atMost));
    }

    void ofCounts() {
        for (var step : Step.values()) {
            var kept = step == Step.MINUTE ? MINUTES : settings.counts();
            var time = clock.instant().minus(kept);
            counts.forEach(rows -> portions.delete(atMost -> rows.deleteBefore(time, step, atMost)));
            portions.delete(atMost -> conflicts.deleteBefore(time, step, atMost));
        }
        var time = clock.instant().minus(settings.counts());
        portions.delete(atMost -> conflicts.deleteFieldsBefore(time, atMost));
    }
}
