package com.startynk.sync.protocol.feed;

import com.startynk.sync.protocol.conflict.Resolution;
import com.startynk.sync.protocol.updates.Change;
import java.util.List;

/**
 * What the projection says on Redis after a commit, in order. It hurries and never decides: a reader that misses one sees
 * a {@code from} that is not the {@code to} it knows, and falls back to the feed.
 *
 * @param from the feed's head before the commit
 * @param to the feed's head after it; every position in between is told here
 */
public record FeedAnnouncement(
        long from, long to, List<Entry> entries, List<MembershipChange> memberships, List<ConflictNotice> conflicts) {

    /** The Redis channel on which announcements travel, as JSON. */
    public static final String CHANNEL = "startynk:feed";

    /** A change and its place in the feed. */
    public record Entry(long position, Change change) {}

    /**
     * People who came into or left a project.
     *
     * @param position the place of the grants and revokes in the feed
     */
    public record MembershipChange(String projectId, long position, List<String> added, List<String> removed) {}

    /**
     * A conflict that was detected or resolved.
     *
     * @param event {@code detected} or {@code resolved}
     * @param userId the author of the mutation that met the conflict
     */
    public record ConflictNotice(
            String event,
            String conflictId,
            String entityType,
            String entityId,
            String projectId,
            List<String> fields,
            Resolution resolution,
            String userId) {}
}
