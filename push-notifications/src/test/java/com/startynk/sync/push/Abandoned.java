package com.startynk.sync.push;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Messages that may not be sent twice, of workers that died long ago. */
final class Abandoned {

    private Abandoned() {}

    /**
     * Leaves one behind.
     *
     * @param state that it was in: {@code CLAIMED}, or {@code SENDING} where nobody knows whether it went out
     */
    static void leave(String notificationId, Phone phone, String token, String state) {
        RunningService.write(
                "INSERT INTO notification_log (id, user_id, type, title, body, data, status, created_at, visible_at)"
                        + " VALUES (?, ?, 'TEST', 'Pay', 'It is there', '{}', 'PENDING', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
                notificationId,
                phone.userId().getBytes(UTF_8));
        RunningService.write(
                "INSERT INTO push_delivery (notification_id, user_id, device_id, token, state, at_most_once, attempts,"
                        + " not_before, queued_at, lease_until) VALUES (?, ?, ?, ?, ?, TRUE, 1, UTC_TIMESTAMP(3),"
                        + " UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE)",
                notificationId,
                phone.userId().getBytes(UTF_8),
                phone.deviceId().getBytes(UTF_8),
                token,
                state);
    }
}
