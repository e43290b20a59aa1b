package com.startynk.sync.platform.session;

import com.startynk.sync.platform.identity.CallerWatch;
import com.startynk.sync.protocol.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

/** Records which devices are in use, a moment later and many at once: no call waits for it. */
public final class DeviceUses implements CallerWatch, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DeviceUses.class);

    /** Before any door opens, and until the last is closed. */
    private static final int PHASE = 8_000;

    private static final long WRITE_MILLIS = 250;

    /** Beyond it, in an outage of the database, devices are recorded at their next use. */
    private static final int MAX_WAITING = 100_000;

    private final DeviceUseRows rows;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Map<Device, Instant> waiting = new ConcurrentHashMap<>();

    /** Since the last writing began: what that writes must not bring them back. */
    private final Set<Device> forgotten = ConcurrentHashMap.newKeySet();

    private final Set<String> forgottenUsers = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService writer;
    private boolean writesInVain;

    /** Ordered, so that nodes that write at the same time do not wait for each other crosswise. */
    record Device(String userId, String deviceId) implements Comparable<Device> {

        @Override
        public int compareTo(Device other) {
            var byUser = userId.compareTo(other.userId);
            return byUser != 0 ? byUser : deviceId.compareTo(other.deviceId);
        }
    }

    DeviceUses(DeviceUseRows rows, TransactionOperations transactions, Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void seen(Caller caller) {
        if (waiting.size() < MAX_WAITING) {
            waiting.put(new Device(caller.userId(), caller.deviceId()), clock.instant());
        }
    }

    /** Records one in the caller's transaction. */
    public void record(String userId, String deviceId) {
        rows.seen(Map.of(new Device(userId, deviceId), clock.instant()));
    }

    /** Whether the device was seen and not forgotten; what this node has just seen is to be written first. */
    public boolean knows(String userId, String deviceId) {
        return rows.has(new Device(userId, deviceId));
    }

    /** Forgets a device in the caller's transaction, until it is used again. */
    public void forget(String userId, String deviceId) {
        var device = new Device(userId, deviceId);
        waiting.remove(device);
        forgotten.add(device);
        rows.forget(device);
    }

    /** Forgets all of a user's devices in the caller's transaction. */
    public void forgetAll(String userId) {
        waiting.keySet().removeIf(device -> device.userId().equals(userId));
        forgottenUsers.add(userId);
        rows.forgetAll(userId);
    }

    /** Writes what this node has seen, for those who are about to read it. */
    public synchronized void write() {
        forgotten.clear();
        forgottenUsers.clear();
        if (waiting.isEmpty()) {
            return;
        }
        var seen = new TreeMap<Device, Instant>();
        new HashMap<>(waiting).forEach((device, at) -> {
            seen.put(device, at);
            waiting.remove(device, at);
        });
        try {
            transactions.executeWithoutResult(transaction -> rows.seen(seen));
        } catch (RuntimeException e) {
            seen.forEach(waiting::putIfAbsent);
            throw e;
        }
        var back = seen.keySet().stream()
                .filter(device -> forgotten.contains(device) || forgottenUsers.contains(device.userId()))
                .toList();
        if (!back.isEmpty()) {
            transactions.executeWithoutResult(transaction -> back.forEach(rows::forget));
        }
    }

    private synchronized void writeOrLog() {
        try {
            write();
            writesInVain = false;
        } catch (DataAccessException | TransactionException e) {
            if (!writesInVain) {
                log.warn("The use of devices cannot be recorded, trying again: {}", e.getMessage());
            }
            writesInVain = true;
        }
    }

    @Override
    public synchronized void start() {
        writer = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "device-uses"));
        var unused = writer.scheduleWithFixedDelay(this::writeOrLog, WRITE_MILLIS, WRITE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (writer != null) {
            writer.shutdown();
            writer = null;
            writeOrLog();
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
