package com.startynk.sync.benchmarks.load.check;

import com.startynk.sync.benchmarks.load.wire.Page;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A project as a device has it that follows the feed: versions by entity. */
public final class Copy {

    private final Map<String, Long> versions = new HashMap<>();
    private @Nullable String cursor;

    public void take(Page page) {
        for (var change : page.changes()) {
            if (change.operation().equals("UPSERT")) {
                versions.put(change.entityId(), change.version());
            } else {
                versions.remove(change.entityId());
            }
        }
        cursor = page.cursor();
    }

    public Map<String, Long> versions() {
        return Collections.unmodifiableMap(versions);
    }

    /** 0 for what is not there. */
    public long versionOf(String entityId) {
        return versions.getOrDefault(entityId, 0L);
    }

    /** Where it goes on; null at the beginning. */
    public @Nullable String cursor() {
        return cursor;
    }
}
