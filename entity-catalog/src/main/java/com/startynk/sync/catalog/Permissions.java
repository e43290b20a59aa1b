package com.startynk.sync.catalog;

import com.startynk.sync.protocol.Caller;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which roles may do what with a type.
 *
 * @param own null where nobody is narrowed to his own records
 */
record Permissions(Map<Action, Set<String>> roles, @Nullable OwnRule own) {

    static final Set<String> KNOWN_ROLES = Set.of(Caller.ADMIN, Caller.PROJECT_MANAGER, "FOREMAN", "WORKER", "PAYROLL");

    Permissions {
        roles = Map.copyOf(roles);
    }

    Set<String> roles(Action action) {
        return roles.getOrDefault(action, Set.of());
    }

    boolean permit(Action action, Set<String> held) {
        return !Collections.disjoint(roles(action), held);
    }

    /** Whether these roles may do it, but none of them with the records of others. */
    boolean permitOnlyOwn(Action action, Set<String> held) {
        return own != null
                && permit(action, held)
                && held.stream()
                        .filter(role -> roles(action).contains(role))
                        .allMatch(role -> own.roles().contains(role));
    }

    /**
     * The roles that say what of a record may be read. Who sees the records of others does so by a role that is not narrowed
     * to his own; what a narrowed one opens it opens for his own records, and those are not told apart here.
     */
    Set<String> withoutNarrowed(Set<String> held) {
        if (own == null || permitOnlyOwn(Action.READ, held)) {
            return held;
        }
        return held.stream().filter(role -> !own.roles().contains(role)).collect(Collectors.toUnmodifiableSet());
    }
}
