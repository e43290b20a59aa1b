package com.startynk.sync.realtime.presence;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread for short tasks. One that fails is a defect; the next one runs all the same. */
final class PresenceThread implements Executor, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PresenceThread.class);

    private final ScheduledExecutorService thread;

    PresenceThread(String name) {
        var scheduled = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, name));
        scheduled.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread = scheduled;
    }

    @Override
    public void execute(Runnable task) {
        try {
            thread.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            log.debug("Presence has stopped and takes no more tasks");
        }
    }

    void every(Duration interval, Runnable task) {
        var unused = thread.scheduleWithFixedDelay(
                () -> run(task), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("A task of presence failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
