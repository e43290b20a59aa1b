package com.startynk.sync.query.updates;

import com.startynk.sync.protocol.updates.UpdatesCursor.Mark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the feed to be told, in the order of (place, entity id). For a reader an entity stands at its own place, or, where
 * that is later, at the place of his grant; the loss of a project puts all of it at the place of the loss.
 */
sealed interface Stretch {

    /** Entities of a project at their own places, above one and up to another. */
    record Own(String projectId, long above, long upTo) implements Stretch {}

    /**
     * Entities of every project at their own places.
     *
     * @param told places up to which single projects have been told already
     */
    record Everything(long above, long upTo, List<Told> told) implements Stretch {

        record Told(String projectId, long upTo) {}
    }

    /** Entities that were in the project before the reader: they all stand at the place of his grant, by id. */
    record Granted(String projectId, long place, String afterId) implements Stretch {}

    /**
     * Entities of a project that the reader lost: they all stand at the place of the loss, by id.
     *
     * @param above of what was his own, only what was so beyond this place: it may be held by his device
     */
    record Revoked(String projectId, long place, long above, String afterId) implements Stretch {}

    /**
     * Entities that were the reader's own and have become another's, or nobody's: each at the place where that happened.
     *
     * @param projectId null for those of every project
     */
    record Lost(@Nullable String projectId, long above, long upTo) implements Stretch {}

    /**
     * The same where it happened before his grant: they stand at its place, by id, as does all that he is told there. One that
     * he has been told of before may be among them, which does no harm.
     */
    record LostBefore(String projectId, long place, long above, String afterId) implements Stretch {}

    /** The id after which to go on at a place where several stand. */
    static String afterId(Mark mark, long place) {
        var entityId = mark.entityId();
        return mark.position() == place && entityId != null ? entityId.toString() : "";
    }
}
