package com.startynk.sync.query.updates;

import com.startynk.sync.protocol.updates.UpdatesCursor;
import com.startynk.sync.protocol.updates.UpdatesCursor.Mark;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reckoning with marks: which is further, and what a page makes of a cursor. */
final class Marks {

    private Marks() {}

    static boolean isBefore(Mark mark, Mark other) {
        return compare(mark, other) < 0;
    }

    static Mark later(Mark mark, Mark other) {
        return isBefore(mark, other) ? other : mark;
    }

    /** Whether something that stands at this place may still be untold. */
    static boolean isBeforeEndOf(Mark mark, long place) {
        return isBefore(mark, Mark.at(place));
    }

    /** No id means that all of the place has been told, so it is the last of it. Ids compare as in the database. */
    private static int compare(Mark mark, Mark other) {
        if (mark.position() != other.position()) {
            return Long.compare(mark.position(), other.position());
        }
        var one = mark.entityId();
        var two = other.entityId();
        if (one == null || two == null) {
            return Boolean.compare(one == null, two == null);
        }
        return one.toString().compareTo(two.toString());
    }

    /**
     * The cursor after a page over all projects.
     *
     * @param told the last change of the page; null when the page reached the head
     */
    static UpdatesCursor afterAll(UpdatesCursor cursor, @Nullable Mark told, long head) {
        var all = cursor.all();
        if (told == null || all == null) {
            return UpdatesCursor.ofAll(cursor.scope(), head);
        }
        var now = later(all, told);
        // Until the marks have passed the beginning, a project that was told by itself keeps its mark: see
        // UpdatesCursor.
        var begun = isBeforeEndOf(now, cursor.begunAt());
        var projects = new TreeMap<String, Mark>();
        cursor.projects().forEach((project, mark) -> {
            if (begun || isBefore(now, mark)) {
                projects.put(project, later(mark, now));
            }
        });
        return new UpdatesCursor(cursor.scope(), now, projects, begun ? cursor.begunAt() : 0);
    }

    /**
     * The cursor after a page over some projects.
     *
     * @param pulled those projects
     * @param told the last change of the page; null when the page reached the head
     */
    static UpdatesCursor afterSome(
            UpdatesCursor cursor, Iterable<String> pulled, @Nullable Mark told, long head, Mark beginning) {
        var projects = new TreeMap<>(cursor.projects());
        for (var project : pulled) {
            var mark = cursor.markOf(project);
            var now = told == null ? Mark.at(head) : later(mark == null ? beginning : mark, told);
            if (cursor.all() == null || isBefore(cursor.all(), now)) {
                projects.put(project, now);
            }
        }
        return new UpdatesCursor(cursor.scope(), cursor.all(), projects, cursor.begunAt());
    }
}
