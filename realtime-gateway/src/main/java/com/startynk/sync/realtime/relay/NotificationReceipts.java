package com.startynk.sync.realtime.relay;

/** Is told which devices have read a notification over their sockets. Called on event loops; must not block. */
@FunctionalInterface
public interface NotificationReceipts {

    void taken(String notificationId, String deviceId);
}
