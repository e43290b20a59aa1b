package com.startynk.sync.platform.encryption;

import com.startynk.sync.platform.failure.Outage;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sees when a process starts that every stored key can be read, and puts those that an older master key wraps under the current
 * one, beside the work. Values stay as they are.
 */
final class KeyRotation implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(KeyRotation.class);
    private static final int AT_ONCE = 500;

    private final DataKeyRows rows;
    private final MasterKeys masters;
    private final KeyWrapping wrapping;
    private final TransactionOperations transactions;
    private volatile @Nullable Thread work;

    KeyRotation(DataKeyRows rows, MasterKeys masters, TransactionOperations transactions) {
        this.rows = rows;
        this.masters = masters;
        this.wrapping = new KeyWrapping(masters);
        this.transactions = transactions;
    }

    /** @throws UnusableMasterKeyException when something is stored that none of the keys can read */
    @Override
    public synchronized void start() {
        var needed = new TreeSet<>(rows.masterKeys());
        needed.forEach(this::requireReadable);
        if (masters.any()) {
            needed.remove(masters.current());
        }
        var thread = new Thread(() -> rewrapAll(needed), "key-rotation");
        work = thread;
        thread.start();
    }

    private void requireReadable(String masterKey) {
        rows.anyUnder(masterKey).ifPresent(wrapping::unwrap);
    }

    private void rewrapAll(Set<String> others) {
        try {
            var done = 0L;
            var after = "";
            for (var some = some(others, after); !some.isEmpty() && isRunning(); some = some(others, after)) {
                for (var row : some) {
                    done += rewrap(row);
                }
                after = some.get(some.size() - 1).entityId();
            }
            if (done > 0) {
                log.info("{} data keys were put under the master key {}", done, masters.current());
            }
        } catch (RuntimeException e) {
            if (!Outage.isBehind(e)) {
                throw e;
            }
            log.warn("Data keys could not be put under another master key, the next start goes on: {}", e.toString());
        }
    }

    /** One that cannot be read must not keep all others under the old key. */
    private int rewrap(DataKeyRows.Row row) {
        try {
            var after = wrapping.rewrap(row);
            transactions.executeWithoutResult(transaction -> rows.rewrap(row, after));
            return 1;
        } catch (UnusableMasterKeyException e) {
            log.error("The key of entity {} cannot be put under another master key: {}", row.entityId(), e.reason());
            return 0;
        }
    }

    private List<DataKeyRows.Row> some(Set<String> others, String after) {
        return others.isEmpty() ? List.of() : rows.under(others, after, AT_ONCE);
    }

    @Override
    public synchronized void stop() {
        var thread = work;
        work = null;
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return work != null;
    }

    /** Before anybody is let in, and ended while there still is a database. */
    @Override
    public int getPhase() {
        return 0;
    }
}
