package com.startynk.sync.command.intake;

import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;

/** What the intake counts: time from arrival to durable answer, and how items ended. */
final class IntakeMetrics {

    private final Timer pushes;
    private final Map<SyncStatus, Counter> outcomes = new EnumMap<>(SyncStatus.class);
    private final Counter conflicts;
    private final MeterRegistry registry;

    IntakeMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.pushes = Timer.builder("startynk.push")
                .description("From a push's arrival to its durable answer")
                .publishPercentiles(0.5, 0.95, 0.99)
                .publishPercentileHistogram()
                .register(registry);
        for (var status : SyncStatus.values()) {
            outcomes.put(
                    status,
                    Counter.builder("startynk.push.outcomes")
                            .description("Items by how they were answered")
                            .tag("outcome", status.name())
                            .register(registry));
        }
        this.conflicts = Counter.builder("startynk.push.conflicts")
                .description("Items that met another device's change in the same place")
                .register(registry);
    }

    Timer.Sample start() {
        return Timer.start(registry);
    }

    void pushed(Timer.Sample start, SyncResult[] results) {
        start.stop(pushes);
        for (var result : results) {
            var outcome = outcomes.get(result.status());
            if (outcome != null) {
                outcome.increment();
            }
            if (result.conflict() != null && !result.duplicate()) {
                conflicts.increment();
            }
        }
    }
}
