package com.startynk.sync.query.updates;

import com.startynk.sync.protocol.updates.UpdatesCursor;
import com.startynk.sync.protocol.updates.UpdatesCursor.Mark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tombstones may be gone: none that stand above {@code refusedBelow}. A reader who had not been told of one of them, and goes
 * on from where he was, would keep what it deleted for ever.
 *
 * @param generation how often that place has moved. A cursor is judged once in each of them: by the place where it was then, for
 *     one that comes in the middle of many pages stands low and misses nothing
 */
record TombstoneHorizon(long refusedBelow, long generation) {

    /** @param standings all of the reader's */
    boolean refuses(UpdatesCursor cursor, List<Standing> standings) {
        if (cursor.generation() >= generation) {
            return false;
        }
        return isBelow(cursor.all(), cursor.begunAt())
                || cursor.projects().values().stream().anyMatch(mark -> isBelow(mark, 0))
                || standings.stream().anyMatch(standing -> isAmidTurn(cursor, standing));
    }

    /** Who began from nothing got no more than what was there then. */
    private boolean isBelow(@Nullable Mark mark, long begunAt) {
        return mark != null && Math.max(mark.position(), begunAt) < refusedBelow;
    }

    /**
     * At the place of a grant or a loss all that is older stands by id, tombstones too: where the reader had been before he came
     * there is not known any more.
     */
    private boolean isAmidTurn(UpdatesCursor cursor, Standing standing) {
        var mark = cursor.markOf(standing.projectId());
        if (mark == null || mark.entityId() == null) {
            return false;
        }
        var beganFromNothing = !cursor.projects().containsKey(standing.projectId()) && cursor.begunAt() >= refusedBelow;
        var revoked = standing.revoked();
        return !beganFromNothing
                && (mark.position() == standing.granted() || (revoked != null && mark.position() == revoked));
    }
}
