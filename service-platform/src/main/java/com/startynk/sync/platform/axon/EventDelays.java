package com.startynk.sync.platform.axon;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.monitoring.MessageMonitor;
import org.axonframework.monitoring.NoOpMessageMonitorCallback;

/** How old events are when a processor gets them. */
final class EventDelays implements MessageMonitor<Message<?>> {

    private final Timer delay;
    private final Clock clock;

    EventDelays(String processor, MeterRegistry meters, Clock clock) {
        this.delay = Timer.builder("startynk.processor.delay")
                .description("Time from an event to its processing")
                .tag("processor", processor)
                .register(meters);
        this.clock = clock;
    }

    @Override
    public MonitorCallback onMessageIngested(Message<?> message) {
        if (message instanceof EventMessage<?> event) {
            delay.record(Duration.between(event.getTimestamp(), clock.instant()));
        }
        return NoOpMessageMonitorCallback.INSTANCE;
    }
}
