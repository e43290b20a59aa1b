package com.startynk.sync.catalog;

import com.startynk.sync.protocol.Caller;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** Which roles may do what with a type. */
record Permissions(Map<Action, Set<String>> roles) {

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
}
