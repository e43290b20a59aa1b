package com.startynk.sync.query.entity;

import java.time.Instant;

/**
 * An entity as the read model keeps it.
 *
 * @param data JSON text of the fields; a deleted entity keeps those that it had
 * @param position its place in the feed
 * @param createdPosition its first place in the feed
 * @param sequence the sequence number of the last event folded into it
 */
public record EntityRow(
        String entityId,
        String entityType,
        String projectId,
        long version,
        String data,
        boolean deleted,
        long position,
        long createdPosition,
        long sequence,
        String userId,
        String deviceId,
        Instant occurredAt) {

    /** JSON text of the fields that readers get. */
    public String shownData() {
        return deleted ? "{}" : data;
    }
}
