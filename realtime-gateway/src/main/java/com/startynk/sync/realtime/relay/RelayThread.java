package com.startynk.sync.realtime.relay;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of the relay. A task that fails is a defect; the next one runs all the same. */
public final class RelayThread implements Executor, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RelayThread.class);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "feed-relay"));

    @Override
    public void execute(Runnable task) {
        try {
            thread.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            log.debug("The relay has stopped and takes no more tasks");
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("A task of the relay failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
