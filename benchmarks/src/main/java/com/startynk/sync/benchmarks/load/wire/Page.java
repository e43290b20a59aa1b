package com.startynk.sync.benchmarks.load.wire;

import java.util.List;

/** A page of the updates feed; what a socket is told is of the same form. */
public record Page(List<Change> changes, String cursor, boolean hasMore) {

    /**
     * An entity in its newest state.
     *
     * @param operation {@code UPSERT}, {@code DELETE} or {@code REVOKE}
     */
    public record Change(String entityId, String operation, long version) {}
}
