package com.startynk.sync.command.entity;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.MutationFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an entity was, version by version, with who wrote it: what a late edit is laid beside. The aggregate's own one is
 * bounded, see {@link #forgetOld}; one that is read from the event store for an older base is complete.
 */
final class EntityHistory {

    /** Versions that the aggregate keeps at most; an edit made on an older one is decided from the event store. */
    static final int VERSIONS_REMEMBERED = 64;

    /** Devices per field whose last wish is kept; enough for every crew that edits one entity within the versions kept. */
    static final int DEVICES_REMEMBERED = 64;

    private long version;
    private boolean deleted;
    private long oldest = 1;
    private final Map<String, FieldHistory> fields = new LinkedHashMap<>();
    private final List<Mark> marks = new ArrayList<>();

    /** Who made a version, and whether the entity was deleted from then on. */
    record Mark(long version, String deviceId, boolean deleted) {}

    long version() {
        return version;
    }

    boolean isDeleted() {
        return deleted;
    }

    /** The first version at which the state is still known. */
    long oldest() {
        return oldest;
    }

    /** Fields that have a value now, a deleted entity's too: an edit may bring it back. */
    Map<String, @Nullable Object> fields() {
        var all = new LinkedHashMap<String, @Nullable Object>();
        fields.forEach((name, field) -> {
            if (field.current() != null) {
                all.put(name, field.current());
            }
        });
        return all;
    }

    @Nullable Object current(String name) {
        var field = fields.get(name);
        return field == null ? null : field.current();
    }

    /** The state that readers saw at a version: nothing while it was deleted. */
    Map<String, @Nullable Object> stateAt(long then) {
        var state = new LinkedHashMap<String, @Nullable Object>();
        if (!wasDeletedAt(then)) {
            fields.forEach((name, field) -> {
                var value = field.at(then);
                if (value != null) {
                    state.put(name, value);
                }
            });
        }
        return state;
    }

    private boolean wasDeletedAt(long then) {
        for (var n = marks.size() - 1; n >= 0; n--) {
            var mark = marks.get(n);
            if (mark.version() <= then) {
                return mark.deleted();
            }
        }
        return false;
    }

    /** Whether another device has changed the entity since the base. */
    boolean isStale(long base, String device) {
        for (var n = marks.size() - 1; n >= 0; n--) {
            var mark = marks.get(n);
            if (mark.version() <= base) {
                return false;
            }
            if (!mark.deviceId().equals(device)) {
                return true;
            }
        }
        return false;
    }

    /** Fields that other devices have changed since the base. */
    Set<String> changedByOthers(long base, String device) {
        var changed = new LinkedHashSet<String>();
        fields.forEach((name, field) -> {
            if (field.contestedSince(base, device)) {
                changed.add(name);
            }
        });
        return changed;
    }

    boolean isContested(String name, long base, String device) {
        var field = fields.get(name);
        return field != null && field.contestedSince(base, device);
    }

    @Nullable Object baseOf(String name, long base, String device) {
        var field = fields.get(name);
        return field == null ? null : field.baseOf(base, device);
    }

    Instant writtenAt(String name) {
        var field = fields.get(name);
        return field == null ? Instant.MIN : field.writtenAt();
    }

    Instant writtenAt(String name, String key) {
        var field = fields.get(name);
        return field == null ? Instant.MIN : field.writtenAt(key);
    }

    /** Takes in a version and the fields that it wrote. */
    void write(
            long newVersion,
            boolean nowDeleted,
            Map<String, @Nullable Object> written,
            String device,
            MutationFact mutation,
            @Nullable DetectedConflict conflict) {
        version = newVersion;
        deleted = nowDeleted;
        marks.add(new Mark(newVersion, device, nowDeleted));
        written.forEach((name, value) -> fields.computeIfAbsent(name, any -> new FieldHistory())
                .write(new Write(newVersion, device, mutation.editedAt(), value)));
        if (conflict != null) {
            remember(conflict, device, written.keySet());
        }
    }

    /** The same where nothing was stored. */
    void remember(DetectedConflict conflict, String device) {
        remember(conflict, device, Set.of());
    }

    /**
     * Takes in what a device asked for in contested fields, where the edit of the field was accepted and something else may
     * have been stored: its next edit is made on what it asked for.
     */
    private void remember(DetectedConflict conflict, String device, Set<String> stored) {
        var accepted = conflict.resolution() == ConflictResolution.MERGED
                || conflict.resolution() == ConflictResolution.CLIENT;
        for (var contested : conflict.fields()) {
            if (accepted || stored.contains(contested.field())) {
                fields.computeIfAbsent(contested.field(), any -> new FieldHistory())
                        .remember(device, version, contested.client());
            }
        }
    }

    /** Forgets the oldest versions beyond the bound. */
    void forgetOld() {
        if (marks.size() <= VERSIONS_REMEMBERED) {
            return;
        }
        marks.subList(0, marks.size() - VERSIONS_REMEMBERED).clear();
        oldest = marks.get(0).version();
        fields.values().forEach(field -> field.forgetBefore(oldest));
    }
}
