package com.startynk.sync.protocol.feed;

import java.util.Set;

/** The people of a project: its {@code memberIds}, without the admins, who are in all. */
public record Members(Set<String> userIds) {

    public Members {
        userIds = Set.copyOf(userIds);
    }
}
