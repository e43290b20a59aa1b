package com.startynk.sync.push.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** This node's part in sending: its workers, its sweep, and its questions about receipts. */
final class Sending implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Sending.class);

    /** After the databases and Axon. */
    private static final int PHASE = 5_000;

    private static final long LAST_REQUEST_SECONDS = 10;

    private final SendingSettings settings;
    private final Supplier<Worker> workers;
    private final Sweep sweep;
    private final Receipts receipts;
    private final Map<Worker, Thread> working = new LinkedHashMap<>();
    private @Nullable ScheduledExecutorService timer;

    Sending(SendingSettings settings, Supplier<Worker> workers, Sweep sweep, Receipts receipts) {
        this.settings = settings;
        this.workers = workers;
        this.sweep = sweep;
        this.receipts = receipts;
    }

    @Override
    public synchronized void start() {
        var scheduled = Executors.newScheduledThreadPool(2, task -> new Thread(task, "push-sweep"));
        timer = scheduled;
        var every = settings.sweep().toMillis();
        var sweeps = scheduled.scheduleWithFixedDelay(sweep, every, every, TimeUnit.MILLISECONDS);
        log.debug("Sweeping {}", sweeps);
        if (settings.workers() > 0) {
            var asks = scheduled.scheduleWithFixedDelay(this::askForReceipts, every, every, TimeUnit.MILLISECONDS);
            log.debug("Asking for receipts {}", asks);
        }
        for (var n = 0; n < settings.workers(); n++) {
            var worker = workers.get();
            var thread = new Thread(worker, "push-worker-" + n);
            thread.start();
            working.put(worker, thread);
        }
    }

    private void askForReceipts() {
        try {
            while (receipts.ask()) {
                log.debug("More receipts are due");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Receipts cannot be asked for now: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("Receipts could not be asked for", e);
        }
    }

    /** A request that is under way is waited for: its answer is worth it. */
    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
        working.keySet().forEach(Worker::stop);
        working.values().forEach(Sending::await);
        working.clear();
    }

    private static void await(Thread worker) {
        try {
            worker.join(TimeUnit.SECONDS.toMillis(LAST_REQUEST_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        worker.interrupt();
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
