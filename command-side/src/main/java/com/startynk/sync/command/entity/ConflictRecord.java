package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down a conflict: by field what the author saw, what both sides wanted, and what it came to. */
record ConflictRecord(Mutation edit, EntityType type, EntityHistory history) {

    /**
     * @param contested the fields to record
     * @param stored values that the decision gives to fields; a contested field that is not in it keeps its value
     */
    DetectedConflict decided(
            ConflictResolution resolution, Collection<String> contested, Map<String, @Nullable Object> stored) {
        return conflict(resolution, contested, stored, history.isDeleted());
    }

    /** The same where the decision brings a deleted entity back, with the fields that it had. */
    DetectedConflict revived(
            ConflictResolution resolution, Collection<String> contested, Map<String, @Nullable Object> stored) {
        return conflict(resolution, contested, stored, false);
    }

    private DetectedConflict conflict(
            ConflictResolution resolution,
            Collection<String> contested,
            Map<String, @Nullable Object> stored,
            boolean deleted) {
        var fields =
                contested.stream().map(name -> field(name, stored, deleted)).toList();
        return new DetectedConflict(edit.conflictId(), type.strategy().name(), resolution, fields);
    }

    private ContestedField field(String name, Map<String, @Nullable Object> stored, boolean deleted) {
        var server = history.isDeleted() ? null : history.current(name);
        var kept = deleted ? null : history.current(name);
        return new ContestedField(
                name,
                history.baseOf(name, edit.baseVersion(), edit.caller().deviceId()),
                edit.fields().get(name),
                server,
                stored.containsKey(name) ? stored.get(name) : kept);
    }
}
