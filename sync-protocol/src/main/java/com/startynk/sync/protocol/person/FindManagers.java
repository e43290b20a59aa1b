package com.startynk.sync.protocol.person;

import java.util.Set;

/** Query: who of these people manages projects, as their accounts say. Answered with {@link Managers}. */
public record FindManagers(Set<String> userIds) {

    public FindManagers {
        userIds = Set.copyOf(userIds);
    }
}
