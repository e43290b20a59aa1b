package com.startynk.sync.push.delivery;

import com.startynk.sync.push.notification.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that this worker is sending.
 *
 * @param attempts this one among them: what another worker writes under another number is another matter
 * @param owner whose the token is now; null when it is in nobody's name any more
 * @param disabled whether Expo has said that the token is dead
 * @param read whether its person has read the notification elsewhere
 * @param project the project of Expo's that the token belongs to, where that is known
 */
record Claimed(
        long id,
        String notificationId,
        String userId,
        String token,
        @Nullable String owner,
        boolean disabled,
        String platform,
        @Nullable String project,
        boolean atMostOnce,
        int attempts,
        int unknownAttempts,
        Instant queuedAt,
        boolean read,
        String type,
        String title,
        String body,
        String data,
        @Nullable String deepLink,
        Priority priority,
        @Nullable String collapseId) {

    @Override
    public String toString() {
        return "Claimed[" + id + "]";
    }
}
