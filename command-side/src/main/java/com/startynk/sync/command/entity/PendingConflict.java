package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.ConflictStrategy;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.catalog.MergeRule;
import com.startynk.sync.events.entity.ConflictDetected;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.events.entity.FieldValues;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A conflict that waits for a person.
 *
 * @param deviceId the device whose edit waits
 * @param deletion whether the edit was a deletion
 * @param merges whether only fields wait whose rule wants a person
 * @param wanted what the edit wanted of contested fields and did not get
 */
record PendingConflict(String deviceId, boolean deletion, boolean merges, Map<String, @Nullable Object> wanted) {

    PendingConflict {
        wanted = FieldValues.copyOf(wanted);
    }

    static PendingConflict of(EntityEvent event, DetectedConflict conflict, String deviceId) {
        var wanted = new LinkedHashMap<String, @Nullable Object>();
        var merges = conflict.strategy().equals(ConflictStrategy.MERGE.name());
        conflict.fields().stream()
                .filter(field -> !merges || !Objects.equals(field.client(), field.merged()))
                .forEach(field -> wanted.put(field.field(), field.client()));
        return new PendingConflict(
                deviceId, event instanceof ConflictDetected detected && detected.deletion(), merges, wanted);
    }

    /** The client's values of the fields that wait. */
    Map<String, @Nullable Object> waiting(EntityType type) {
        var waiting = new LinkedHashMap<>(wanted);
        waiting.keySet().removeIf(name -> merges && !isManual(type, name));
        return waiting;
    }

    private static boolean isManual(EntityType type, String name) {
        var field = type.fields().get(name);
        return field != null && field.merge() == MergeRule.MANUAL;
    }
}
