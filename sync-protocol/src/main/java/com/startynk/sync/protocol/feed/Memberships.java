package com.startynk.sync.protocol.feed;

import java.util.Set;

/**
 * A user's projects at a moment of the feed.
 *
 * @param position the feed's head when they were read: a membership change announced at a later position is not in here
 */
public record Memberships(Set<String> projectIds, long position) {

    public Memberships {
        projectIds = Set.copyOf(projectIds);
    }
}
