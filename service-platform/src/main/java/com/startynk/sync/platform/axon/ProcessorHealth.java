package com.startynk.sync.platform.axon;

import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while a processor has stopped or cannot get past an event. A node that stands by for a token is well. */
final class ProcessorHealth implements HealthIndicator {

    private final Configuration axon;

    ProcessorHealth(Configuration axon) {
        this.axon = axon;
    }

    @Override
    public Health health() {
        var health = Health.up();
        for (var processor :
                axon.eventProcessingConfiguration().eventProcessors().values()) {
            if (isFailing(processor)) {
                health.down().withDetail(processor.getName(), "failing");
            }
        }
        return health.build();
    }

    private static boolean isFailing(EventProcessor processor) {
        return !processor.isRunning()
                || processor.isError()
                || (processor instanceof StreamingEventProcessor streaming
                        && streaming.processingStatus().values().stream().anyMatch(EventTrackerStatus::isErrorState));
    }
}
