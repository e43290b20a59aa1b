package com.startynk.sync.command.entity;

import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.push.SyncResult.ConflictSummary;
import com.startynk.sync.protocol.push.SyncStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a mutation ended, or a decision.
 *
 * @param version the entity's version after it; null for a refusal
 * @param data the entity's state after it; null where the reader may not see it, and for a refusal
 * @param error why it was refused, else null
 */
public record Outcome(
        SyncStatus status,
        boolean duplicate,
        EntityId entityId,
        @Nullable Long version,
        @Nullable Map<String, @Nullable Object> data,
        @Nullable ConflictSummary conflict,
        @Nullable ErrorCode error,
        @Nullable String message) {

    static Outcome refused(EntityId entityId, ErrorCode error, String message) {
        return new Outcome(error.itemStatus(), false, entityId, null, null, null, error, message);
    }

    /** A conflict was decided. */
    static Outcome decided(EntityId entityId, long version) {
        return new Outcome(SyncStatus.APPLIED, false, entityId, version, null, null, null, null);
    }

    /** It waits for what it refers to; the entity has its id already. */
    static Outcome queued(EntityId entityId, boolean duplicate) {
        return new Outcome(SyncStatus.QUEUED, duplicate, entityId, null, null, null, null, null);
    }

    Outcome asDuplicate() {
        return new Outcome(status, true, entityId, version, data, conflict, error, message);
    }

    Outcome withoutData() {
        return new Outcome(status, duplicate, entityId, version, null, conflict, error, message);
    }

    /** The same answer with the state put another way. */
    public Outcome withData(Map<String, @Nullable Object> shown) {
        return new Outcome(status, duplicate, entityId, version, shown, conflict, error, message);
    }

    /** As it is told to who may not read these fields. */
    Outcome without(Set<String> hidden) {
        var shown = data == null ? null : new LinkedHashMap<>(data);
        if (shown != null) {
            shown.keySet().removeAll(hidden);
        }
        var met = conflict == null
                ? null
                : new ConflictSummary(
                        conflict.conflictId(),
                        conflict.strategy(),
                        conflict.resolution(),
                        conflict.fields().stream()
                                .filter(field -> !hidden.contains(field))
                                .toList());
        return new Outcome(status, duplicate, entityId, version, shown, met, error, message);
    }
}
