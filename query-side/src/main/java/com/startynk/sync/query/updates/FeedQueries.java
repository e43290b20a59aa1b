package com.startynk.sync.query.updates;

import com.startynk.sync.protocol.feed.FeedHead;
import com.startynk.sync.protocol.feed.FindCursor;
import com.startynk.sync.protocol.feed.FindFeedHead;
import com.startynk.sync.protocol.updates.PullRawUpdates;
import com.startynk.sync.protocol.updates.PullUpdates;
import com.startynk.sync.protocol.updates.UpdatesPage;
import org.axonframework.queryhandling.QueryHandler;

/** Answers other services about the feed. */
public final class FeedQueries {

    private final FeedPositions positions;
    private final UpdatesFeed feed;
    private final UpdatesPulls pulls;

    public FeedQueries(FeedPositions positions, UpdatesFeed feed, UpdatesPulls pulls) {
        this.positions = positions;
        this.feed = feed;
        this.pulls = pulls;
    }

    @QueryHandler
    FeedHead handle(FindFeedHead query) {
        return positions.head();
    }

    @QueryHandler
    String handle(FindCursor query) {
        return feed.cursorAtEnd(query.caller());
    }

    @QueryHandler
    UpdatesPage handle(PullUpdates query) {
        return feed.typed(feed.pull(query.caller(), query.query(), query.readYourWrites()));
    }

    @QueryHandler
    UpdatesPage handle(PullRawUpdates query) {
        return pulls.byText(query.input(), query.caller());
    }
}
