package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.ConflictStrategy;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.catalog.Granularity;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.protocol.ErrorCode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table of conflicts: what becomes of a mutation of an existing entity. Pure; everything that it knows is in its
 * arguments.
 */
final class ConflictRule {

    private ConflictRule() {}

    static Verdict verdict(Mutation edit, EntityType type, EntityHistory history) {
        if (edit.baseVersion() > history.version()) {
            return new Verdict.Refuse(
                    ErrorCode.INVALID_BASE_VERSION,
                    "baseVersion " + edit.baseVersion() + " is above the entity's version " + history.version());
        }
        if (edit.operation() == Operation.DELETE) {
            return onDelete(edit, type, history);
        }
        return history.isDeleted() ? onUpdateOfDeleted(edit, type, history) : onUpdate(edit, type, history);
    }

    private static Verdict onUpdate(Mutation edit, EntityType type, EntityHistory history) {
        var changed = effective(edit.fields(), history);
        if (!isStale(edit, history)) {
            return stored(changed, MutationOutcome.APPLIED);
        }
        var contested = contested(edit, type, history, changed.keySet());
        if (contested.isEmpty()) {
            return stored(
                    changed,
                    type.granularity() == Granularity.FIELD ? MutationOutcome.MERGED : MutationOutcome.APPLIED);
        }
        var conflict = new ConflictRecord(edit, type, history);
        return switch (type.strategy()) {
            case CLIENT_WINS ->
                new Verdict.Store(
                        changed,
                        MutationOutcome.APPLIED,
                        conflict.decided(ConflictResolution.CLIENT, contested, changed));
            case SERVER_WINS ->
                new Verdict.Keep(
                        MutationOutcome.CONFLICT, conflict.decided(ConflictResolution.SERVER, contested, Map.of()));
            // Nothing of it is stored, so all of it waits, and not only what is contested.
            case MANUAL_RESOLVE ->
                new Verdict.Keep(
                        MutationOutcome.CONFLICT,
                        conflict.decided(ConflictResolution.PENDING, changed.keySet(), Map.of()));
            case MERGE -> {
                var merge = StateMerge.of(edit, type, history, contested);
                var recorded = conflict.decided(merge.resolution(), contested, merge.fields());
                yield merge.fields().isEmpty()
                        ? new Verdict.Keep(merge.outcome(), recorded)
                        : new Verdict.Store(merge.fields(), merge.outcome(), recorded);
            }
        };
    }

    private static Verdict stored(Map<String, @Nullable Object> changed, MutationOutcome outcome) {
        return changed.isEmpty() ? new Verdict.Acknowledge(outcome) : new Verdict.Store(changed, outcome, null);
    }

    /** No edit is lost to a delete where edits are kept at all; elsewhere the delete stands. */
    private static Verdict onUpdateOfDeleted(Mutation edit, EntityType type, EntityHistory history) {
        var set = edit.fields().keySet();
        var conflict = new ConflictRecord(edit, type, history);
        return switch (type.strategy()) {
            case SERVER_WINS -> keepDeleted(conflict.decided(ConflictResolution.SERVER, set, Map.of()));
            case MANUAL_RESOLVE -> keepDeleted(conflict.decided(ConflictResolution.PENDING, set, Map.of()));
            case CLIENT_WINS -> {
                var changed = effective(edit.fields(), history);
                yield new Verdict.Revive(
                        changed, MutationOutcome.APPLIED, conflict.revived(ConflictResolution.CLIENT, set, changed));
            }
            case MERGE -> {
                var changed = effective(edit.fields(), history).keySet();
                var merge = StateMerge.of(edit, type, history, contested(edit, type, history, changed));
                yield new Verdict.Revive(
                        merge.fields(), merge.outcome(), conflict.revived(merge.resolution(), set, merge.fields()));
            }
        };
    }

    private static Verdict keepDeleted(DetectedConflict conflict) {
        return new Verdict.Keep(MutationOutcome.CONFLICT, conflict);
    }

    private static Verdict onDelete(Mutation edit, EntityType type, EntityHistory history) {
        if (history.isDeleted()) {
            return new Verdict.Acknowledge(MutationOutcome.APPLIED);
        }
        if (!isStale(edit, history)) {
            return new Verdict.Delete();
        }
        var resolution = type.strategy() == ConflictStrategy.MANUAL_RESOLVE
                ? ConflictResolution.PENDING
                : ConflictResolution.SERVER;
        var edited = history.changedByOthers(edit.baseVersion(), edit.caller().deviceId());
        return new Verdict.Keep(
                MutationOutcome.CONFLICT,
                new ConflictRecord(edit, type, history).decided(resolution, edited, Map.of()));
    }

    private static boolean isStale(Mutation edit, EntityHistory history) {
        return history.isStale(edit.baseVersion(), edit.caller().deviceId());
    }

    /** Fields whose value the edit would change. */
    static Map<String, @Nullable Object> effective(Map<String, @Nullable Object> fields, EntityHistory history) {
        var changed = new LinkedHashMap<String, @Nullable Object>();
        fields.forEach((name, value) -> {
            if (!Objects.equals(value, history.current(name))) {
                changed.put(name, value);
            }
        });
        return changed;
    }

    /** With whole entities all that would change is contested; by field only what others have changed as well. */
    private static Set<String> contested(Mutation edit, EntityType type, EntityHistory history, Set<String> changed) {
        if (type.granularity() == Granularity.ENTITY) {
            return changed;
        }
        var contested = new LinkedHashSet<String>();
        for (var name : changed) {
            if (history.isContested(name, edit.baseVersion(), edit.caller().deviceId())) {
                contested.add(name);
            }
        }
        return contested;
    }
}
