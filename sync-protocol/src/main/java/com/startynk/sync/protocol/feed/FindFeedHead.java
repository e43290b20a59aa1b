package com.startynk.sync.protocol.feed;

/** Query: where the feed ends now. Answered with a {@link FeedHead}. */
public record FindFeedHead() {}
