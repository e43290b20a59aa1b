package com.startynk.sync.query.updates;

import com.startynk.sync.query.platform.RawJson;
import java.time.LocalDateTime;

/**
 * An entity at its place in one reader's feed.
 *
 * @param place where it stands for this reader
 * @param revoked whether the reader is told to drop it; the rest is not to be shown then
 * @param data its fields
 */
record FeedRow(
        long place,
        boolean revoked,
        String entityId,
        String entityType,
        String projectId,
        long version,
        RawJson data,
        boolean deleted,
        String userId,
        String deviceId,
        LocalDateTime occurredAt) {

    FeedRow with(RawJson shown) {
        return new FeedRow(
                place, revoked, entityId, entityType, projectId, version, shown, deleted, userId, deviceId, occurredAt);
    }
}
