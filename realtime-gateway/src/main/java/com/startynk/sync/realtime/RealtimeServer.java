package com.startynk.sync.realtime;

import com.startynk.sync.realtime.engine.Engine;
import com.startynk.sync.realtime.relay.FeedWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Opens the door for sockets when everything behind it runs, and closes it first. */
final class RealtimeServer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RealtimeServer.class);

    /** After Axon, whose query handlers answer the first question, and before web servers, whose readiness promises all. */
    private static final int PHASE = 10_000;

    private final Engine engine;
    private final FeedWatch watch;
    private volatile boolean running;

    RealtimeServer(Engine engine, FeedWatch watch) {
        this.engine = engine;
        this.watch = watch;
    }

    @Override
    public void start() {
        watch.start();
        engine.start();
        running = true;
        log.info("Socket.IO listens on port {}", engine.port());
    }

    @Override
    public void stop() {
        engine.stop();
        watch.stop();
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
