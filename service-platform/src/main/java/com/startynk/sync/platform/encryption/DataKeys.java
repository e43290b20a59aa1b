package com.startynk.sync.platform.encryption;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.support.TransactionOperations;

/** The keys of entities, unwrapped for as long as they are in use. */
final class DataKeys {

    private static final int AT_ONCE = 1000;

    private final DataKeyRows rows;
    private final MasterKeys masters;
    private final KeyWrapping wrapping;
    private final TransactionOperations transactions;
    private final Clock clock;
    /** Empty where it is destroyed. */
    private final Cache<String, Optional<DataKey>> unwrapped;

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

    /** By entity, those that there are or were: empty where the key is destroyed. */
    Map<String, Optional<DataKey>> find(Set<String> entityIds) {
        var known = new HashMap<>(unwrapped.getAllPresent(entityIds));
        if (known.size() < entityIds.size()) {
            var missing = new HashSet<>(entityIds);
            missing.removeAll(known.keySet());
            known.putAll(read(missing));
        }
        return known;
    }

    /** The same, with new keys for those that have had none. */
    Map<String, Optional<DataKey>> obtain(Set<String> entityIds) {
        var known = find(entityIds);
        if (known.size() < entityIds.size()) {
            var missing = new HashSet<>(entityIds);
            missing.removeAll(known.keySet());
            var fresh = missing.stream().sorted().map(wrapping::create).toList();
            transactions.executeWithoutResult(transaction -> rows.insertIfMissing(fresh));
            // Another node may have been quicker: its key is the one.
            known.putAll(read(missing));
        }
        return known;
    }

    private Map<String, Optional<DataKey>> read(Collection<String> entityIds) {
        var found = new HashMap<String, Optional<DataKey>>();
        var ids = List.copyOf(entityIds);
        for (var from = 0; from < ids.size(); from += AT_ONCE) {
            for (var row : rows.find(ids.subList(from, Math.min(from + AT_ONCE, ids.size())))) {
                found.put(row.entityId(), key(row));
            }
        }
        unwrapped.putAll(found);
        return found;
    }

    private Optional<DataKey> key(DataKeyRows.Row row) {
        return row.wrapped() == null
                ? Optional.empty()
                : Optional.of(new DataKey(row.entityId(), wrapping.unwrap(row)));
    }

    void destroy(Set<String> entityIds) {
        var ids = entityIds.stream().sorted().toList();
        transactions.executeWithoutResult(
                transaction -> rows.destroy(ids, masters.any() ? masters.current() : "", clock.instant()));
        unwrapped.invalidateAll(entityIds);
    }
}
