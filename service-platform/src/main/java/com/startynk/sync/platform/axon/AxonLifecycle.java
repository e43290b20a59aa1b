package com.startynk.sync.platform.axon;

import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.context.SmartLifecycle;

/** Starts Axon after connections and before the web server, and stops it the other way round. */
final class AxonLifecycle implements SmartLifecycle {

    /** Redis connections stand at 0, web servers near {@code Integer.MAX_VALUE}. */
    static final int PHASE = 1000;

    private final Configuration axon;
    private final MeterRegistry meters;
    private volatile boolean running;

    AxonLifecycle(Configuration axon, MeterRegistry meters) {
        this.axon = axon;
        this.meters = meters;
    }

    @Override
    public void start() {
        axon.start();
        running = true;
        for (var processor :
                axon.eventProcessingConfiguration().eventProcessors().values()) {
            if (processor instanceof StreamingEventProcessor streaming) {
                ProcessorStates.bind(streaming, meters);
            }
        }
    }

    @Override
    public void stop() {
        axon.shutdown();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
