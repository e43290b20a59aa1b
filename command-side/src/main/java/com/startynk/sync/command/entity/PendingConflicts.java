package com.startynk.sync.command.entity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The conflicts of an entity that wait for a person, oldest first; those beyond the bound are found in the event store. */
final class PendingConflicts {

    /** More than a crew meets at one entity before somebody decides; each holds the values that its edit wanted. */
    static final int REMEMBERED = 16;

    private final Map<UUID, PendingConflict> waiting = new LinkedHashMap<>();
    private int forgotten;

    Optional<PendingConflict> of(UUID conflictId) {
        return Optional.ofNullable(waiting.get(conflictId));
    }

    /** Whether a conflict that is not found here may be waiting nevertheless. */
    boolean mayHaveForgotten(UUID conflictId) {
        return forgotten > 0 && !waiting.containsKey(conflictId);
    }

    void add(UUID conflictId, PendingConflict conflict) {
        waiting.put(conflictId, conflict);
    }

    /** Only what is pending is ever decided: one that is not found had been forgotten. */
    @Nullable PendingConflict decided(UUID conflictId) {
        var decided = waiting.remove(conflictId);
        if (decided == null) {
            forgotten--;
        }
        return decided;
    }

    void forgetOld() {
        while (waiting.size() > REMEMBERED) {
            waiting.remove(waiting.keySet().iterator().next());
            forgotten++;
        }
    }
}
