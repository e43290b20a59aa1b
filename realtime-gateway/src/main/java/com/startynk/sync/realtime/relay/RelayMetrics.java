package com.startynk.sync.realtime.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What an operator sees of the relay. */
final class RelayMetrics {

    private final MeterRegistry registry;
    private final Counter messages;
    private final Counter changes;

    RelayMetrics(MeterRegistry registry) {
        this.registry = registry;
        messages = Counter.builder("startynk.realtime.messages")
                .description("entity:changed messages handed to sockets")
                .register(registry);
        changes = Counter.builder("startynk.realtime.changes")
                .description("changes in those messages")
                .register(registry);
    }

    void delivered(int count) {
        messages.increment();
        changes.increment(count);
    }

    void syncRequired(SyncReason reason) {
        registry.counter("startynk.realtime.sync.required", "reason", reason.name())
                .increment();
    }
}
