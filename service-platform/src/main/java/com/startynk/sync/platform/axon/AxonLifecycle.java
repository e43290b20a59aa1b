package com.startynk.sync.platform.axon;

import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Starts Axon after connections and before the web server, and stops it the other way round. */
final class AxonLifecycle implements SmartLifecycle {

    /** Redis connections stand at 0, web servers near {@code Integer.MAX_VALUE}. */
    static final int PHASE = 1000;

    private final Configuration axon;
    private final ProcessorRevival revival;
    private final MeterRegistry meters;
    private volatile @Nullable Thread reviver;

    AxonLifecycle(Configuration axon, ProcessorRevival revival, MeterRegistry meters) {
        this.axon = axon;
        this.revival = revival;
        this.meters = meters;
    }

    @Override
    public void start() {
        axon.start();
        for (var processor :
                axon.eventProcessingConfiguration().eventProcessors().values()) {
            if (processor instanceof StreamingEventProcessor streaming) {
                ProcessorStates.bind(streaming, meters);
            }
        }
        var thread = new Thread(revival, "processor-revival");
        thread.setDaemon(true);
        thread.start();
        reviver = thread;
    }

    @Override
    public void stop() {
        var thread = reviver;
        if (thread != null) {
            thread.interrupt();
            reviver = null;
        }
        axon.shutdown();
    }

    @Override
    public boolean isRunning() {
        return reviver != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
