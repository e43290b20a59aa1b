package com.startynk.sync.platform.axon;

import java.time.Duration;

/** How far the feed has come, for those who add to it. Only a process that makes the feed itself has one. */
@FunctionalInterface
public interface FeedProgress {

    /**
     * Waits while something that this process has stored is missing in the feed for longer than that.
     *
     * @param patience how long to wait at most
     */
    void awaitWithin(Duration bound, Duration patience);
}
