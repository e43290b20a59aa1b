package com.startynk.sync.standalone.kill;

import com.startynk.sync.protocol.push.SyncItem;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mutation that a device has made.
 *
 * @param mark what it adds to its entity, and what must be there once in the end
 */
record Intent(SyncItem item, @Nullable Mark mark) {

    /** A line of the notes, a key of the checklist or an assignee. */
    record Mark(String field, String value) {}

    /** Names an entity by the device's own name or by its id. */
    record Name(@Nullable String entityId, @Nullable String localId) {

        static Name id() {
            return new Name(UUID.randomUUID().toString(), null);
        }

        static Name local() {
            return new Name(null, "local:" + UUID.randomUUID());
        }

        String reference() {
            return entityId != null ? entityId : String.valueOf(localId);
        }
    }

    static Intent create(String type, Name name, String project, Map<String, Object> data) {
        return new Intent(item(type, "CREATE", name, project, null, data), null);
    }

    static Intent update(Name task, @Nullable String project, long base, Map<String, Object> data, Mark mark) {
        return new Intent(item("task", "UPDATE", task, project, base, data), mark);
    }

    static Intent delete(Name task, @Nullable String project, long base) {
        return new Intent(item("task", "DELETE", task, project, base, null), null);
    }

    String id() {
        return item.mutationId();
    }

    private static SyncItem item(
            String type,
            String operation,
            Name name,
            @Nullable String project,
            @Nullable Long base,
            @Nullable Map<String, Object> data) {
        var mutation = UUID.randomUUID().toString();
        var now = Instant.now().toString();
        return new SyncItem(
                mutation, type, operation, name.entityId, name.localId, project, base, data, null, now, null);
    }
}
