package com.startynk.sync.platform.axon;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Predicate;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;

/** Shows how many of a processor's segments this node holds, and how they fare. */
final class ProcessorStates {

    private static final String SEGMENTS = "startynk.processor.segments";

    private ProcessorStates() {}

    static void bind(StreamingEventProcessor processor, MeterRegistry meters) {
        gauge(processor, "held", status -> true, meters);
        gauge(processor, "caught_up", EventTrackerStatus::isCaughtUp, meters);
        gauge(processor, "replaying", EventTrackerStatus::isReplaying, meters);
        gauge(processor, "failing", EventTrackerStatus::isErrorState, meters);
        Gauge.builder("startynk.processor.running", processor, p -> p.isRunning() && !p.isError() ? 1 : 0)
                .description("1 while the processor runs")
                .tag("processor", processor.getName())
                .register(meters);
    }

    private static void gauge(
            StreamingEventProcessor processor,
            String state,
            Predicate<EventTrackerStatus> holds,
            MeterRegistry meters) {
        Gauge.builder(
                        SEGMENTS,
                        processor,
                        p -> p.processingStatus().values().stream()
                                .filter(holds)
                                .count())
                .description("Segments of the processor on this node, by state")
                .tag("processor", processor.getName())
                .tag("state", state)
                .register(meters);
    }
}
