package com.startynk.sync.push.notification;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a person's list.
 *
 * @param data JSON as it is stored
 * @param visibleAt when it came into the list: at its creation, or at the time that it was scheduled for
 */
public record Notification(
        String id,
        String type,
        String title,
        String body,
        @JsonRawValue String data,
        @Nullable String deepLink,
        Instant createdAt,
        @Nullable Instant readAt,
        NotificationStatus status,
        @JsonIgnore Instant visibleAt) {}
