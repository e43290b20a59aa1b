package com.startynk.sync.protocol.updates;

import java.time.Instant;
import java.util.List;

/**
 * A page of the feed.
 *
 * @param cursor opaque to everyone but the server that wrote it
 * @param hasMore whether the reader should pull again at once
 */
public record UpdatesPage(List<Change> changes, String cursor, boolean hasMore, Instant serverTime) {}
