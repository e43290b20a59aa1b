package com.startynk.sync.command.intake;

import com.startynk.sync.platform.axon.FeedProgress;

/**
 * Lets those who take in changes wait for the feed when it falls behind. Both share a machine, and many threads that write
 * would else leave too little of it to the one that lets others read.
 */
final class FeedPace {

    private final FeedProgress feed;
    private final IntakeSettings settings;

    /** @param feed never makes anybody wait where the feed is made elsewhere */
    FeedPace(FeedProgress feed, IntakeSettings settings) {
        this.feed = feed;
        this.settings = settings;
    }

    /** Before each group of mutations. */
    void keep() {
        feed.awaitWithin(settings.feedDelay(), settings.patience());
    }
}
