package com.startynk.sync.platform.encryption;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The keys of entities, unwrapped for as long as they are in use. */
final class DataKeys {

    private static final Logger log = LoggerFactory.getLogger(DataKeys.class);
    private static final int AT_ONCE = 1000;

    /** Well below the age at which a key that nothing is stored under may be swept away. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final DataKeyRows rows;
    private final MasterKeys masters;
    private final KeyWrapping wrapping;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Cache<String, HeldKey> unwrapped;
    /** Guards the two below, and what is put into the cache or taken out because of them. */
    private final Object destruction = new Object();

    private int destructionsUnderWay;
    private long destructions;

    DataKeys(
            DataKeyRows rows,
            MasterKeys masters,
            TransactionOperations transactions,
            EncryptionSettings settings,
            Clock clock) {
        this.rows = rows;
        this.masters = masters;
        this.wrapping = new KeyWrapping(masters);
        this.transactions = transactions;
        this.clock = clock;
        this.unwrapped = Caffeine.newBuilder()
                .maximumSize(settings.keptKeys())
                .expireAfterWrite(settings.keyLife())
                .build();
    }

    /** By entity, those that there are or were. */
    Map<String, HeldKey> find(Set<String> entityIds) {
        var known = new HashMap<>(unwrapped.getAllPresent(entityIds));
        if (known.size() < entityIds.size()) {
            known.putAll(unwrapped(missing(entityIds, known)));
        }
        return known;
    }

    /** The same, with new keys for those that have had none. */
    Map<String, HeldKey> obtain(Set<String> entityIds) {
        var known = new HashMap<>(unwrapped.getAllPresent(entityIds));
        if (known.size() < entityIds.size()) {
            var unknown = missing(entityIds, known);
            transactions.executeWithoutResult(transaction -> makeMissing(unknown));
            // Another node may have been quicker: its key is the one.
            known.putAll(unwrapped(unknown));
        }
        return known;
    }

    private void makeMissing(Set<String> entityIds) {
        var usable = new HashSet<String>();
        for (var row : read(entityIds)) {
            if (isUsable(row)) {
                usable.add(row.entityId());
            }
        }
        var fresh = missing(entityIds, usable).stream()
                .sorted()
                .map(wrapping::create)
                .toList();
        rows.insertIfMissing(fresh, clock.instant());
    }

    /** What is old and not in use may be about to be swept away. */
    private boolean isUsable(DataKeyRows.Row row) {
        var now = clock.instant();
        return row.settled()
                || row.wrapped() == null
                || row.createdAt().isAfter(now.minus(FRESH))
                || rows.touch(row.entityId(), now);
    }

    private static Set<String> missing(Set<String> all, Map<String, ?> known) {
        return missing(all, known.keySet());
    }

    private static Set<String> missing(Set<String> all, Set<String> known) {
        var missing = new HashSet<>(all);
        missing.removeAll(known);
        return missing;
    }

    private List<DataKeyRows.Row> read(Set<String> entityIds) {
        var ids = List.copyOf(entityIds);
        var found = new ArrayList<DataKeyRows.Row>(ids.size());
        for (var from = 0; from < ids.size(); from += AT_ONCE) {
            found.addAll(rows.find(ids.subList(from, Math.min(from + AT_ONCE, ids.size()))));
        }
        return found;
    }

    /** What was read while keys were destroyed may have been read before, and is not kept. */
    private Map<String, HeldKey> unwrapped(Set<String> entityIds) {
        long before;
        synchronized (destruction) {
            before = destructions;
        }
        var found = new HashMap<String, HeldKey>();
        read(entityIds).forEach(row -> found.put(row.entityId(), key(row)));
        synchronized (destruction) {
            if (destructionsUnderWay == 0 && destructions == before) {
                unwrapped.putAll(found);
            }
        }
        return found;
    }

    /** One row that cannot be read must not keep readers from all others. */
    private HeldKey key(DataKeyRows.Row row) {
        if (row.wrapped() == null) {
            return HeldKey.DESTROYED;
        }
        try {
            return HeldKey.of(new DataKey(row.entityId(), wrapping.unwrap(row)));
        } catch (UnusableMasterKeyException e) {
            log.error("The key of entity {} cannot be read: {}", row.entityId(), e.reason());
            return HeldKey.UNREADABLE;
        }
    }

    /** Ends with the transaction that it is called in, if there is one. */
    void destroy(Set<String> entityIds) {
        synchronized (destruction) {
            destructionsUnderWay++;
        }
        transactions.executeWithoutResult(transaction -> {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    forget(entityIds);
                }
            });
            rows.destroy(entityIds.stream().sorted().toList(), masters.any() ? masters.current() : "", clock.instant());
        });
    }

    private void forget(Set<String> entityIds) {
        synchronized (destruction) {
            destructionsUnderWay--;
            destructions++;
            unwrapped.invalidateAll(entityIds);
        }
    }
}
