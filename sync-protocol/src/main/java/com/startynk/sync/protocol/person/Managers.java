package com.startynk.sync.protocol.person;

import java.util.Set;

/** People who manage the projects that they are in. Whoever logs in elsewhere has no account, and is not among them. */
public record Managers(Set<String> userIds) {

    public Managers {
        userIds = Set.copyOf(userIds);
    }
}
