package com.startynk.sync.query.dashboard;

import com.startynk.sync.protocol.dashboard.FindDeviceNames;
import com.startynk.sync.query.activity.CountRows;
import com.startynk.sync.query.dashboard.DeviceFigureRows.Silent;
import com.startynk.sync.query.dashboard.OverviewBoard.Parked;
import com.startynk.sync.query.status.PushMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How pushing goes, what is stuck, and which devices are not heard of. */
final class SyncBoard {

    private static final List<String> OUTCOMES = List.of("applied", "merged", "conflict");
    private static final List<String> PARKING = List.of("queued", "failed");

    private final CountRows activity;
    private final CountRows parking;
    private final PushMetrics metrics;
    private final QueueFigureRows queue;
    private final DeviceFigures devices;
    private final OtherServices others;
    private final Clock clock;

    SyncBoard(
            CountRows activity,
            CountRows parking,
            PushMetrics metrics,
            QueueFigureRows queue,
            DeviceFigures devices,
            OtherServices others,
            Clock clock) {
        this.activity = activity;
        this.parking = parking;
        this.metrics = metrics;
        this.queue = queue;
        this.devices = devices;
        this.others = others;
        this.clock = clock;
    }

    /**
     * What is drawn.
     *
     * @param pushes by outcome; items that were refused at once leave no trace and are in {@code node} only
     * @param node the node that answers, since it began
     * @param silentDevices those not heard of for long, the longest first
     */
    record Sync(
            Instant generatedAt,
            Series pushes,
            Node node,
            Parked queue,
            List<OfError> failedByError,
            List<SilentDevice> silentDevices) {}

    record Node(Map<String, Double> latencyMs, Map<String, Long> outcomes) {}

    record OfError(String errorCode, long count) {}

    /** A device by the name that its user gave it, if he did. */
    record SilentDevice(
            String userId,
            String deviceId,
            @Nullable String name,
            @Nullable String platform,
            Instant lastSeenAt,
            @Nullable Instant lastPushAt,
            long silentForMs) {}

    Sync draw(Scope scope) {
        var now = clock.instant();
        var projects = scope.projects();
        return new Sync(
                now,
                pushes(now, projects),
                new Node(metrics.latencyMs(), metrics.outcomes()),
                Parked.of(queue.now(projects), now),
                queue.failedByError(projects).entrySet().stream()
                        .map(error -> new OfError(error.getKey(), error.getValue()))
                        .toList(),
                named(devices.of(scope).silent(), now));
    }

    private Series pushes(Instant now, @Nullable List<String> projects) {
        Series.Source outcomes = (from, step) -> {
            var counted = new HashMap<Instant, long[]>();
            // The first column counts changes, and not every push is one.
            activity.since(from, step, projects)
                    .forEach((at, counts) -> counted.put(at, Arrays.copyOfRange(counts, 1, counts.length)));
            return counted;
        };
        return Series.of(now, OUTCOMES, outcomes)
                .with(Series.of(now, PARKING, (from, step) -> parking.since(from, step, projects)));
    }

    private List<SilentDevice> named(List<Silent> silent, Instant now) {
        var names = others.names(silent.stream()
                .map(device -> new FindDeviceNames.Device(device.userId(), device.deviceId()))
                .toList());
        return silent.stream()
                .map(device -> {
                    var name = names.stream()
                            .filter(named -> named.userId().equals(device.userId())
                                    && named.deviceId().equals(device.deviceId()))
                            .findFirst()
                            .orElse(null);
                    return new SilentDevice(
                            device.userId(),
                            device.deviceId(),
                            name == null ? null : name.name(),
                            name == null ? null : name.platform(),
                            Objects.requireNonNull(device.lastSeenAt()),
                            device.lastPushAt(),
                            Duration.between(device.lastSeenAt(), now).toMillis());
                })
                .toList();
    }
}
