package com.startynk.sync.query.status;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How syncing stands for a device. */
record SyncStatus(Health health, Queue queue, Device device, Metrics metrics) {

    record Queue(long pending, long waiting, long failed, long oldestPendingAgeMs) {}

    record Device(@Nullable Instant lastSyncAt, long pendingConflicts, List<StatusRows.FailedItem> failedItems) {}

    record Metrics(Latency syncLatencyMs, double successRate, double conflictRate) {}

    record Latency(double p50, double p95, double p99) {}
}
