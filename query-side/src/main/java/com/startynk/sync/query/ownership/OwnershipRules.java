package com.startynk.sync.query.ownership;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.query.ownership.OwnershipRows.Turn;
import com.startynk.sync.query.ownership.OwnershipRuleRows.Stored;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Makes the owners fit the declarations, which may have changed since the last start. */
public final class OwnershipRules {

    private static final int AT_A_TIME = 500;

    private final OwnershipRuleRows rules;
    private final OwnershipRows owners;
    private final Function<String, Map<String, @Nullable Object>> json;

    /** @param json reads stored fields */
    public OwnershipRules(
            OwnershipRuleRows rules, OwnershipRows owners, Function<String, Map<String, @Nullable Object>> json) {
        this.rules = rules;
        this.owners = owners;
        this.json = json;
    }

    /** Holds the feed up where something has changed, and only there. */
    public void apply(EntityCatalog catalog, TransactionOperations transaction) {
        var declared = new HashMap<String, String>();
        for (var type : catalog.types()) {
            var field = type.ownerField();
            if (field != null) {
                declared.put(type.name(), field);
            }
        }
        transaction.executeWithoutResult(status -> {
            if (!rules.known().equals(declared)) {
                rules.lockFeed();
                change(rules.known(), declared, catalog);
            }
        });
    }

    private void change(Map<String, String> known, Map<String, String> declared, EntityCatalog catalog) {
        known.forEach((type, field) -> {
            if (!field.equals(declared.get(type))) {
                rules.remove(type);
            }
        });
        declared.forEach((name, field) -> {
            if (!field.equals(known.get(name))) {
                catalog.find(name).ifPresent(this::fill);
                rules.add(name, field);
            }
        });
    }

    /** What was there before the rule counts as its owner's from its beginning. */
    private void fill(EntityType type) {
        var after = "";
        for (var more = true; more; ) {
            var stored = rules.stored(type.name(), after, AT_A_TIME);
            owners.save(stored.stream().flatMap(one -> gain(one, type)).toList());
            more = stored.size() == AT_A_TIME;
            after = more ? stored.get(AT_A_TIME - 1).entityId() : after;
        }
    }

    private Stream<Turn> gain(Stored entity, EntityType type) {
        return Stream.ofNullable(type.ownerOf(json.apply(entity.data())))
                .map(owner -> new Turn(
                        entity.entityId(), owner, entity.projectId(), type.name(), true, entity.createdPosition()));
    }
}
