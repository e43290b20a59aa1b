package com.startynk.sync.push.manager;

import com.startynk.sync.platform.identity.CallerWatch;
import com.startynk.sync.protocol.Caller;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** Remembers who has come as a manager, a moment later and many at once: no call waits for it. */
final class SeenManagers implements CallerWatch, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SeenManagers.class);

    /** Before any door opens, and until the last is closed. */
    private static final int PHASE = 8_000;

    private static final long WRITE_MILLIS = 250;

    /** Beyond it, in an outage of the database, people are remembered when they come again. */
    private static final int MAX_WAITING = 100_000;

    private static final int MOST_AT_ONCE = 1_000;

    private final ManagerRows rows;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Map<String, Boolean> waiting = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService writer;

    SeenManagers(ManagerRows rows, TransactionOperations transactions, Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void seen(Caller caller) {
        if (waiting.size() < MAX_WAITING) {
            waiting.put(caller.userId(), caller.managesProjects());
        }
    }

    private synchronized void write() {
        var seen = new HashMap<String, Boolean>();
        waiting.entrySet().stream().limit(MOST_AT_ONCE).forEach(entry -> seen.put(entry.getKey(), entry.getValue()));
        if (seen.isEmpty()) {
            return;
        }
        seen.forEach(waiting::remove);
        try {
            transactions.executeWithoutResult(transaction -> {
                rows.add(those(seen, true), clock.instant());
                // Most people never were: to delete what is not there would lock what is beside it.
                rows.remove(rows.among(those(seen, false)));
            });
        } catch (DataAccessException | TransactionException e) {
            seen.forEach(waiting::putIfAbsent);
            log.warn("Who manages projects cannot be remembered, trying again: {}", e.getMessage());
        }
    }

    /** In order, so that nodes that write at the same time do not wait for each other crosswise. */
    private static List<String> those(Map<String, Boolean> seen, boolean managers) {
        return seen.entrySet().stream()
                .filter(entry -> entry.getValue() == managers)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    @Override
    public synchronized void start() {
        writer = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "seen-managers"));
        var unused = writer.scheduleWithFixedDelay(this::write, WRITE_MILLIS, WRITE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (writer != null) {
            writer.shutdown();
            writer = null;
            write();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return writer != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
