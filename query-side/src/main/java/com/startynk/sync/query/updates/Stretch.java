package com.startynk.sync.query.updates;

import com.startynk.sync.protocol.updates.UpdatesCursor.Mark;
import java.util.List;

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

    /** Entities of a project that the reader lost: they all stand at the place of the loss, by id. */
    record Revoked(String projectId, long place, String afterId) implements Stretch {}

    /** The id after which to go on at a place where several stand. */
    static String afterId(Mark mark, long place) {
        var entityId = mark.entityId();
        return mark.position() == place && entityId != null ? entityId.toString() : "";
    }
}
