package com.startynk.sync.platform.axon;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.axonframework.config.Configurer;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;

/**
 * What a processing group is when its service says nothing else: a tracking processor with one segment and one thread, which
 * lets events gather and keeps trying at an event that fails. Skipping it, Axon's own default, would lose it silently.
 */
final class EventProcessing {

    private final AxonSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    EventProcessing(AxonSettings settings, MeterRegistry meters, Clock clock) {
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    void configure(Configurer configurer) {
        configurer
                .eventProcessing()
                .usingTrackingEventProcessors()
                .configureDefaultStreamableMessageSource(
                        axon -> new GatheredEvents(axon.eventStore(), settings.gathering()))
                .registerTrackingEventProcessorConfiguration(
                        axon -> TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                                .andInitialSegmentsCount(1)
                                .andBatchSize(settings.batchSize()))
                .registerDefaultListenerInvocationErrorHandler(axon -> PropagatingErrorHandler.instance());
        configurer.configureMessageMonitor(
                EventProcessor.class, (axon, type, name) -> new EventDelays(name, meters, clock));
    }
}
