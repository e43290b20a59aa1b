package com.startynk.sync.push.notification;

/** How far a notification has come on its way to its person's phones. Stored and sent by name. */
public enum NotificationStatus {
    PENDING,
    SCHEDULED,
    SENT,
    DELIVERED,
    FAILED
}
