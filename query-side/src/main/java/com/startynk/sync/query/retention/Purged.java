package com.startynk.sync.query.retention;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an entity whose tombstone is no more.
 *
 * @param version that of the tombstone
 * @param position where the tombstone stood
 * @param createdPosition the entity's first place in the feed
 * @param sequence the sequence number of the last event that the tombstone knew of
 * @param subject the key of the person whom it was about, where its type says so
 */
public record Purged(
        String entityId,
        String entityType,
        String projectId,
        long version,
        long position,
        long createdPosition,
        long sequence,
        @Nullable String subject) {}
