package com.startynk.sync.protocol.dashboard;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Query: how notifications fared. Answered with {@link NotificationFigures}.
 *
 * @param minutesFrom from when on to count by minutes
 * @param hoursFrom from when on to count by hours, and in all
 * @param userIds whose; null for everybody's
 */
public record FindNotificationFigures(
        Instant minutesFrom, Instant hoursFrom, @Nullable List<String> userIds) {

    public FindNotificationFigures {
        userIds = userIds == null ? null : List.copyOf(userIds);
    }
}
