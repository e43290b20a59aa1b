package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.catalog.Field;
import com.startynk.sync.catalog.MergeRule;
import com.startynk.sync.command.merge.Contest;
import com.startynk.sync.command.merge.FieldMerge;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.MutationOutcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stale edit laid over the state: contested fields by their merge rules, the others as sent.
 *
 * @param fields those whose value changes
 * @param waits whether a person must decide a field
 */
record StateMerge(Map<String, @Nullable Object> fields, boolean waits) {

    static StateMerge of(Mutation edit, EntityType type, EntityHistory history, Set<String> contested) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        var waits = false;
        for (var set : edit.fields().entrySet()) {
            var name = set.getKey();
            var value = set.getValue();
            if (contested.contains(name)) {
                var field = Objects.requireNonNull(type.fields().get(name), name);
                if (field.merge() == MergeRule.MANUAL) {
                    waits = true;
                    continue;
                }
                value = FieldMerge.merged(field, contest(edit, field, history));
            }
            if (!Objects.equals(value, history.current(name))) {
                fields.put(name, value);
            }
        }
        return new StateMerge(fields, waits);
    }

    private static Contest contest(Mutation edit, Field field, EntityHistory history) {
        var name = field.name();
        return new Contest(
                history.baseOf(name, edit.baseVersion(), edit.caller().deviceId()),
                edit.fields().get(name),
                history.current(name),
                edit.editedAt(),
                history.writtenAt(name),
                key -> history.writtenAt(name, key));
    }

    ConflictResolution resolution() {
        return waits ? ConflictResolution.PENDING : ConflictResolution.MERGED;
    }

    MutationOutcome outcome() {
        return waits ? MutationOutcome.CONFLICT : MutationOutcome.MERGED;
    }
}
