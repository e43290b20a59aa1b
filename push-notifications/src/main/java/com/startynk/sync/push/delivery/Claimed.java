package com.startynk.sync.push.delivery;

import com.startynk.sync.push.notification.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that this worker has taken and may be sending.
 *
 * @param held how often it was taken and only held back for a while
 * @param attempts this one among them: what another worker writes under another number is another matter
 * @param owner whose the token is now; null when it is in nobody's name any more
 * @param disabled whether Expo has said that the token is dead
 * @param silent whether it shows nothing, and only finds out whether the phone is still there
 * @param read whether its person has read the notification elsewhere
 * @param changes the entities of whose changes it tells, as {@code <id>:<version>} with commas between; null when it tells of
 *     something else
 * @param project the project of Expo's that the token belongs to, where that is known
 */
record Claimed(
        long id,
        String notificationId,
        String userId,
        String deviceId,
        String token,
        @Nullable String owner,
        boolean disabled,
        String platform,
        @Nullable String project,
        boolean atMostOnce,
        boolean silent,
        int attempts,
        int held,
        int unknownAttempts,
        Instant queuedAt,
        boolean read,
        String type,
        String category,
        String title,
        String body,
        String data,
        @Nullable String deepLink,
        Priority priority,
        @Nullable String collapseId,
        @Nullable String changes) {

    /** How often it was tried, this time included. */
    int tries() {
        return attempts - held;
    }

    @Override
    public String toString() {
        return "Claimed[" + id + "]";
    }
}
