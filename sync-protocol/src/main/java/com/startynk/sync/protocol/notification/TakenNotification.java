package com.startynk.sync.protocol.notification;

import java.time.Duration;

/**
 * What gateways note down on Redis: which devices have taken a notification over their sockets. It is noted down when the client
 * has answered what was sent to it after the notification, and so has read that too; a connection alone proves nothing. The key is
 * of a hash, whose fields are the device ids of the notification's person.
 */
public final class TakenNotification {

    /** A message that waits longer, as for the end of quiet hours, is not sent any more. */
    public static final Duration KEPT = Duration.ofHours(25);

    private TakenNotification() {}

    public static String key(String notificationId) {
        return "startynk:notification-taken:" + notificationId;
    }
}
