package com.startynk.sync.protocol.notification;

import org.jspecify.annotations.Nullable;

/**
 * What the notification log says on Redis once a notification is in a person's list. It hurries sockets and never decides: who
 * misses it finds the notification in the list.
 *
 * @param id of the notification, for {@link TakenNotification}; null in what an earlier release says
 * @param notification as {@code getNotifications} shows it, as JSON text: the gateway hands it on and does not look inside
 */
public record NotificationAnnouncement(
        String userId, @Nullable String id, String notification) {

    /** The Redis channel on which announcements travel, as JSON. */
    public static final String CHANNEL = "startynk:notifications";
}
