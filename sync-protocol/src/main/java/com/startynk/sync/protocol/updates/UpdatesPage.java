package com.startynk.sync.protocol.updates;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the feed.
 *
 * @param cursor opaque to everyone but the server that wrote it
 * @param hasMore whether the reader should pull again at once
 * @param policiesVersion the version of the cache policies; null from a server that does not tell it
 */
public record UpdatesPage(
        List<Change> changes,
        String cursor,
        boolean hasMore,
        Instant serverTime,
        @Nullable String policiesVersion) {}
