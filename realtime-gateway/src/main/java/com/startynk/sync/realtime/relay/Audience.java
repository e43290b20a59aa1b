package com.startynk.sync.realtime.relay;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What people with these roles may read. Remembers what it was told, for types do not change while a process lives. */
final class Audience {

    private final Set<String> roles;
    private final ReadRights rights;
    private final Map<String, Boolean> known = new HashMap<>();
    private final Map<String, Set<String>> hidden;

    Audience(Set<String> roles, ReadRights rights) {
        this.roles = roles;
        this.rights = rights;
        this.hidden = rights.hiddenFrom(roles);
    }

    boolean mayRead(String entityType) {
        return known.computeIfAbsent(entityType, type -> rights.by(roles, type));
    }

    /** By type, the fields that they may not read. Those of whom this is the same may be sent the same. */
    Map<String, Set<String>> hidden() {
        return hidden;
    }

    Set<String> hidden(String entityType) {
        return hidden.getOrDefault(entityType, Set.of());
    }
}
