package com.startynk.sync.protocol.updates;

import com.startynk.sync.protocol.Caller;

/**
 * Query: a page of the feed for this reader. Answered with an {@link UpdatesPage}.
 *
 * @param readYourWrites waits until this device's acknowledged pushes are in the feed, at most two seconds
 */
public record PullUpdates(Caller caller, UpdatesQuery query, boolean readYourWrites) {}
