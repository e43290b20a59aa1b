package com.startynk.sync.query.status;

import com.startynk.sync.platform.trpc.Procedure;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import com.startynk.sync.query.status.SyncStatus.Device;
import com.startynk.sync.query.status.SyncStatus.Queue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says how syncing stands for a person on a device. */
public final class StatusReader {

    private final StatusRows rows;
    private final SyncLogRows syncLog;
    private final DevicePulls pulls;
    private final PushMetrics metrics;
    private final SystemHealth health;
    private final ReadBarrier barrier;
    private final QuerySettings settings;
    private final Clock clock;

    public StatusReader(
            StatusRows rows,
            SyncLogRows syncLog,
            DevicePulls pulls,
            PushMetrics metrics,
            SystemHealth health,
            ReadBarrier barrier,
            QuerySettings settings,
            Clock clock) {
        this.rows = rows;
        this.syncLog = syncLog;
        this.pulls = pulls;
        this.metrics = metrics;
        this.health = health;
        this.barrier = barrier;
        this.settings = settings;
        this.clock = clock;
    }

    public Procedure procedure() {
        return new Procedure("sync.getSyncStatus", Procedure.Kind.QUERY, (input, call) -> statusOf(call.caller()));
    }

    SyncStatus statusOf(Caller caller) {
        barrier.awaitAll(settings.feedWait());
        var queue = rows.queue(caller);
        List<StatusRows.FailedItem> failed = queue.failed() == 0 ? List.of() : rows.failedItems(caller);
        return new SyncStatus(
                health.now(),
                new Queue(queue.pending(), queue.waiting(), queue.failed(), age(queue.oldest())),
                new Device(lastSync(caller.deviceId()), rows.pendingConflicts(caller), failed),
                metrics.now());
    }

    private @Nullable Instant lastSync(String deviceId) {
        return Stream.concat(syncLog.lastPush(deviceId).stream(), pulls.last(deviceId).stream())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private long age(@Nullable Instant oldest) {
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis());
    }
}
