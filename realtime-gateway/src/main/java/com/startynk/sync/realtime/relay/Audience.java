package com.startynk.sync.realtime.relay;

import com.startynk.sync.catalog.OwnerKey;
import com.startynk.sync.protocol.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people with these roles may read. Remembers what it was told, for types do not change while a process lives. */
final class Audience {

    private final Set<String> roles;
    private final ReadRights rights;
    private final Map<String, Boolean> known = new HashMap<>();
    private final Map<String, Boolean> narrowed = new HashMap<>();
    private final Map<String, Set<String>> hidden;

    Audience(Set<String> roles, ReadRights rights) {
        this.roles = roles;
        this.rights = rights;
        this.hidden = rights.hiddenFrom(roles);
    }

    boolean mayRead(String entityType) {
        return known.computeIfAbsent(entityType, type -> rights.by(roles, type));
    }

    /** Whether one of them may read an entity, as far as that depends on whose it is. */
    boolean reaches(String entityType, @Nullable String owner, Caller reader) {
        return !isNarrowed(entityType) || OwnerKey.of(reader.userId()).equals(owner);
    }

    /** Whether of this type each of them sees only his own. */
    boolean isNarrowed(String entityType) {
        return narrowed.computeIfAbsent(entityType, type -> rights.onlyOwn(roles, type));
    }

    /** By type, the fields that they may not read. Those of whom this is the same may be sent the same. */
    Map<String, Set<String>> hidden() {
        return hidden;
    }

    Set<String> hidden(String entityType) {
        return hidden.getOrDefault(entityType, Set.of());
    }
}
