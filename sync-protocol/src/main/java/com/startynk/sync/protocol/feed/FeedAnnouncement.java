package com.startynk.sync.protocol.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.startynk.sync.protocol.conflict.Resolution;
import com.startynk.sync.protocol.updates.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the projection says after a commit, in order: on Redis, and to who listens in its own process. It hurries and never decides: a reader that misses one sees
 * a {@code from} that is not the {@code to} it knows, and falls back to the feed.
 *
 * @param from the feed's head before the commit
 * @param to the feed's head after it; every position in between is told here
 */
public record FeedAnnouncement(
        long from, long to, List<Entry> entries, List<MembershipChange> memberships, List<ConflictNotice> conflicts) {

    /** The Redis channel on which announcements travel: a line that names the process they are of, and JSON. */
    public static final String CHANNEL = "startynk:feed";

    /**
     * A change and its place in the feed.
     *
     * @param owner the key of the entity's owner, where its type lets some see only their own
     * @param formerOwner the key of who owned it before, if that was another
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(
            long position,
            Change change,
            @Nullable String owner,
            @Nullable String formerOwner) {

        /** A change of what has no owner. */
        public Entry(long position, Change change) {
            this(position, change, null, null);
        }
    }

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
     * @param owner the key of the entity's owner, where its type lets some see only their own
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConflictNotice(
            String event,
            String conflictId,
            String entityType,
            String entityId,
            String projectId,
            List<String> fields,
            Resolution resolution,
            String userId,
            @Nullable String owner) {

        /** The same, of an entity of this owner. */
        public ConflictNotice ownedBy(@Nullable String ownerKey) {
            return new ConflictNotice(
                    event, conflictId, entityType, entityId, projectId, fields, resolution, userId, ownerKey);
        }
    }
}
