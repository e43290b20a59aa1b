package com.startynk.sync.command.entity;

import com.startynk.sync.events.entity.ConflictDetected;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityDeleted;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.events.entity.EntityRevived;
import com.startynk.sync.events.entity.SensitiveValuesErased;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an entity remembers of its events: the values that it had, how mutations were answered, which conflicts wait. */
final class EntityMemory {

    private final EntityHistory history = new EntityHistory();
    private final RecentOutcomes outcomes = new RecentOutcomes();
    private final PendingConflicts pending = new PendingConflicts();

    EntityHistory history() {
        return history;
    }

    RecentOutcomes outcomes() {
        return outcomes;
    }

    PendingConflicts pending() {
        return pending;
    }

    /** Takes in the next event of the stream; metadata says whose it is. */
    void take(EntityEvent event, String user, String device) {
        var written = written(event);
        if (written != null) {
            history.write(event.version(), isDeletedBy(event), written, device, event.mutation(), event.conflict());
        } else if (event instanceof ConflictDetected met) {
            history.remember(met.conflict(), device);
        } else if (event instanceof ConflictResolved decided) {
            take(decided, device);
        }
        var conflict = event.conflict();
        if (conflict != null && conflict.resolution() == ConflictResolution.PENDING) {
            pending.add(conflict.conflictId(), PendingConflict.of(event, conflict, device));
        }
        outcomes.remember(event.mutation(), user, device, event.version(), conflict);
    }

    private boolean isDeletedBy(EntityEvent event) {
        return event instanceof EntityDeleted || (event instanceof SensitiveValuesErased && history.isDeleted());
    }

    /** Decided for the client, its edit is accepted after all: the device's own edits never contest its next one. */
    private void take(ConflictResolved decision, String decider) {
        var edit = pending.decided(decision.conflictId());
        var author = edit != null && decision.resolution() == ConflictResolution.CLIENT ? edit.deviceId() : decider;
        if (decision.version() > history.version()) {
            history.write(decision.version(), decision.deleted(), decision.fields(), author, decision.mutation(), null);
        }
    }

    /** The fields that an event writes; null when it makes no version. */
    private static @Nullable Map<String, @Nullable Object> written(EntityEvent event) {
        if (event instanceof EntityCreated created) {
            return created.fields();
        }
        if (event instanceof EntityChanged changed) {
            return changed.fields();
        }
        if (event instanceof EntityRevived revived) {
            return revived.fields();
        }
        if (event instanceof SensitiveValuesErased erased) {
            return erased.erased().isEmpty() ? null : nothing(erased.erased());
        }
        return event instanceof EntityDeleted ? Map.of() : null;
    }

    private static Map<String, @Nullable Object> nothing(List<String> fields) {
        var cleared = new LinkedHashMap<String, @Nullable Object>();
        fields.forEach(field -> cleared.put(field, null));
        return cleared;
    }

    /** Keeps what is remembered within its bounds. */
    void forgetOld() {
        history.forgetOld();
        outcomes.forgetOld();
        pending.forgetOld();
    }
}
