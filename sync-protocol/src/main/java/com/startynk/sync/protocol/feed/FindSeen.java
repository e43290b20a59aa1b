package com.startynk.sync.protocol.feed;

import java.util.List;
import java.util.Map;

/**
 * Query: which devices surely hold these changes, by the cursor with which they pulled last? Answered with {@link Seen}.
 *
 * @param items at most a few hundred
 */
public record FindSeen(List<Item> items) {

    public FindSeen {
        items = List.copyOf(items);
    }

    /**
     * Changes, and a device that may have them.
     *
     * @param versions by entity id, the version that each got
     */
    public record Item(
            String userId, String deviceId, String entityType, String projectId, Map<String, Long> versions) {

        public Item {
            versions = Map.copyOf(versions);
        }
    }
}
