package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.EntityType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person's decision of a conflict makes of the entity. Pure; everything that it knows is in its arguments. */
final class ResolutionRule {

    private ResolutionRule() {}

    /**
     * The entity after a decision.
     *
     * @param fields those whose value changes
     */
    record Ruling(boolean deleted, Map<String, @Nullable Object> fields) {

        boolean changes(EntityHistory history) {
            return deleted != history.isDeleted() || !fields.isEmpty();
        }

        Ruling without(Set<String> names) {
            var rest = new LinkedHashMap<>(fields);
            rest.keySet().removeAll(names);
            return new Ruling(deleted, rest);
        }
    }

    /** The values that somebody wants in the entity. */
    static Map<String, @Nullable Object> wanted(Decision decision, PendingConflict conflict, EntityType type) {
        return switch (decision.resolution()) {
            case CLIENT -> conflict.deletion() ? Map.of() : conflict.waiting(type);
            case CUSTOM -> decision.fields();
            default -> Map.of();
        };
    }

    static Ruling ruling(Decision decision, PendingConflict conflict, EntityType type, EntityHistory history) {
        return switch (decision.resolution()) {
            case CLIENT ->
                conflict.deletion() ? new Ruling(true, Map.of()) : laidOver(history, wanted(decision, conflict, type));
            case CUSTOM -> laidOver(history, wanted(decision, conflict, type));
            default -> new Ruling(history.isDeleted(), Map.of());
        };
    }

    /** Somebody wants values in it: so the entity is there, and comes back if it was not. */
    private static Ruling laidOver(EntityHistory history, Map<String, @Nullable Object> values) {
        return new Ruling(false, ConflictRule.effective(values, history));
    }
}
