package com.startynk.sync.query.projection;

import com.startynk.sync.protocol.feed.FeedAnnouncement.ConflictNotice;
import com.startynk.sync.query.entity.EntityRow;
import com.startynk.sync.query.membership.MembershipRows.Turn;
import java.util.List;

/**
 * What a batch changed.
 *
 * @param from the feed's head before it
 * @param to the feed's head after it
 * @param entities those that changed, in the order of their places
 * @param turns who came into a project, and who left it
 * @param owners whose the entities are and were, where that matters
 * @param facts all events of the batch
 * @param resolved what to tell of conflicts that people have decided
 */
record Projected(
        long from,
        long to,
        List<Entry> entities,
        List<Turn> turns,
        OwnershipTurns owners,
        List<Fact> facts,
        List<ConflictNotice> resolved) {

    /** An entity with its new row. */
    record Entry(FoldedEntity entity, EntityRow row) {}
}
