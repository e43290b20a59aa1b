package com.startynk.sync.client;

import com.startynk.sync.protocol.updates.Change;
import com.startynk.sync.protocol.updates.ChangeOperation;
import com.startynk.sync.protocol.updates.UpdatesPage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a device holds: every entity that its user may see, and how far it has pulled. */
public final class DeviceCopy {

    private final Map<String, Held> entities = new LinkedHashMap<>();
    private final Map<String, Long> deleted = new HashMap<>();
    private @Nullable String cursor;

    /** An entity as the device holds it. */
    public record Held(long version, Map<String, @Nullable Object> data) {}

    /** How far the device has pulled; null before its first pull. */
    public synchronized @Nullable String cursor() {
        return cursor;
    }

    /** Takes in a page that was pulled from {@link #cursor}; page and cursor belong together. */
    public synchronized void take(UpdatesPage page) {
        page.changes().forEach(this::take);
        cursor = page.cursor();
    }

    /** Takes in changes that a socket told; they do not move the cursor. */
    public synchronized void take(List<Change> changes) {
        changes.forEach(this::take);
    }

    /** An older state than the one held is old news: a message may overtake a page. */
    private void take(Change change) {
        var key = change.entityType() + "/" + change.entityId();
        if (change.operation() == ChangeOperation.REVOKE) {
            entities.remove(key);
            return;
        }
        var version = Objects.requireNonNull(change.version(), "only a REVOKE has no version");
        if (version < newestKnown(key)) {
            return;
        }
        if (change.operation() == ChangeOperation.DELETE) {
            entities.remove(key);
            deleted.put(key, version);
        } else {
            entities.put(key, new Held(version, Objects.requireNonNullElse(change.data(), Map.of())));
            deleted.remove(key);
        }
    }

    private long newestKnown(String key) {
        var held = entities.get(key);
        return held == null ? deleted.getOrDefault(key, 0L) : held.version();
    }

    public synchronized Optional<Held> find(String entityType, String entityId) {
        return Optional.ofNullable(entities.get(entityType + "/" + entityId));
    }

    /** All that is held, by {@code type/id}. */
    public synchronized Map<String, Held> all() {
        return Map.copyOf(entities);
    }
}
