package com.startynk.sync.benchmarks.load.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer to an item, as far as the driver looks. */
public record Outcome(
        String status,
        boolean duplicate,
        @Nullable Long version,
        @Nullable Conflict conflict,
        @Nullable State data,
        @Nullable Refusal error) {

    /** Whether the entity now stands at {@link #version} with the item in it. */
    public boolean isStored() {
        return version != null && (status.equals("APPLIED") || status.equals("MERGED"));
    }

    /** Of the entity's state, what is edited by many at once. */
    public record State(@Nullable Map<String, Boolean> checklist) {}

    public record Conflict(String conflictId) {}

    public record Refusal(String errorCode) {}
}
