package com.startynk.sync.query.updates;

import com.startynk.sync.protocol.updates.UpdatesCursor;
import com.startynk.sync.protocol.updates.UpdatesCursor.Mark;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which stretches of the feed one pull has to tell, and the cursor after its page. Pure: what it goes by was read at one
 * moment.
 *
 * @param cursor where the reader is; it covers nothing yet when he begins
 * @param some whether the reader named projects; the horizon holds those of them that he has to do with, then
 * @param beginning where projects that the cursor does not cover are told from: by {@code since} not from the very beginning
 */
record Pull(UpdatesCursor cursor, Horizon horizon, boolean some, Mark beginning, boolean bySince) {

    /** A cursor that covered no or some projects covers all from now on; the rest of them from its beginning. */
    static Pull of(UpdatesCursor cursor, Horizon horizon, boolean some, @Nullable Long since) {
        var beginning = since == null ? Mark.BEGINNING : Mark.at(since);
        if (some || cursor.all() != null) {
            return new Pull(cursor, horizon, some, beginning, since != null);
        }
        var begunAt = since == null ? horizon.head() : 0;
        return new Pull(
                new UpdatesCursor(cursor.scope(), beginning, cursor.projects(), begunAt),
                horizon,
                false,
                beginning,
                since != null);
    }

    /** @param losses whether there are types of which the reader sees only his own, so that he may lose single entities */
    List<Stretch> stretches(boolean losses) {
        var stretches = new ArrayList<Stretch>();
        for (var standing : horizon.standings()) {
            add(standing, stretches);
            if (losses && standing.revoked() == null && isCovered(standing.projectId())) {
                addLosses(standing, stretches);
            }
        }
        return stretches;
    }

    /** An admin is in all projects, so there are no places but the entities' own. */
    List<Stretch> stretchesOfAdmin(boolean losses) {
        var all = cursor.all();
        if (some || all == null) {
            return stretches(losses);
        }
        var told = cursor.projects().entrySet().stream()
                .map(entry -> new Stretch.Everything.Told(
                        entry.getKey(), entry.getValue().position()))
                .toList();
        if (all.position() >= horizon.head()) {
            return List.of();
        }
        var everything = new Stretch.Everything(all.position(), horizon.head(), told);
        var above = Math.max(all.position(), cursor.begunAt());
        return losses ? List.of(everything, new Stretch.Lost(null, above, horizon.head())) : List.of(everything);
    }

    /** @param told the last change of the page; null when the page reached the head */
    UpdatesCursor after(@Nullable Mark told) {
        if (!some) {
            return Marks.afterAll(cursor, told, horizon.head());
        }
        var pulled = horizon.standings().stream()
                .filter(standing -> standing.revoked() == null || tellsLoss(standing))
                .map(Standing::projectId)
                .toList();
        return Marks.afterSome(cursor, pulled, told, horizon.head(), beginning);
    }

    private void add(Standing standing, List<Stretch> stretches) {
        var project = standing.projectId();
        var mark = markOf(project);
        var revoked = standing.revoked();
        if (revoked != null) {
            if (tellsLoss(standing)) {
                stretches.add(new Stretch.Revoked(project, revoked, toldThrough(mark), Stretch.afterId(mark, revoked)));
            }
            return;
        }
        var granted = standing.granted();
        if (Marks.isBeforeEndOf(mark, granted)) {
            stretches.add(new Stretch.Granted(project, granted, Stretch.afterId(mark, granted)));
        }
        var above = Math.max(granted, mark.position());
        if (standing.lastPosition() > above) {
            stretches.add(new Stretch.Own(project, above, horizon.head()));
        }
    }

    /** Whether the reader may hold something of a project that he has lost, and has not been told to drop it. */
    private boolean tellsLoss(Standing standing) {
        var revoked = standing.revoked();
        var project = standing.projectId();
        return revoked != null
                && isCovered(project)
                && Marks.isBeforeEndOf(markOf(project), revoked)
                && (cursor.projects().containsKey(project) || revoked > cursor.begunAt());
    }

    private boolean isCovered(String project) {
        return cursor.markOf(project) != null || bySince;
    }

    /** Of what was lost before he began to read, or before his place, the reader holds nothing. */
    private void addLosses(Standing standing, List<Stretch> stretches) {
        var project = standing.projectId();
        var mark = markOf(project);
        var granted = standing.granted();
        var begunAt = cursor.projects().containsKey(project) ? 0 : cursor.begunAt();
        if (Marks.isBeforeEndOf(mark, granted)) {
            stretches.add(new Stretch.LostBefore(
                    project, granted, Math.max(toldThrough(mark), begunAt), Stretch.afterId(mark, granted)));
        }
        var above = Math.max(Math.max(granted, mark.position()), begunAt);
        if (standing.lastPosition() > above) {
            stretches.add(new Stretch.Lost(project, above, horizon.head()));
        }
    }

    /** Up to where he has been told of every single loss: a mark in the middle of a place has forgotten it. */
    private static long toldThrough(Mark mark) {
        return mark.entityId() == null ? mark.position() : 0;
    }

    private Mark markOf(String project) {
        var mark = cursor.markOf(project);
        return mark == null ? beginning : mark;
    }
}
