package com.startynk.sync.push.delivery;

import com.startynk.sync.push.platform.UtcTimes;
import java.time.Instant;
import java.util.Collection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Messages that show nothing, to phones whose own messages' outcome nobody knows. Such a message may not go again, and without an
 * answer to it a dead token would stay until the next one.
 */
final class TokenCheckRows {

    private final JdbcClient jdbc;

    TokenCheckRows(JdbcTemplate jdbc) {
        this.jdbc = JdbcClient.create(jdbc);
    }

    /**
     * Has those phones asked whose messages of these notifications have ended as {@code UNKNOWN}, when they still have that token, and
     * nothing else is under way that will tell. To be called in a transaction.
     */
    void ask(Collection<String> notificationIds, Instant notBefore, Instant now) {
        if (notificationIds.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO push_delivery (notification_id, user_id, device_id, token, state, at_most_once, silent,
                            not_before, queued_at)
                        SELECT MIN(d.notification_id), d.user_id, d.device_id, d.token, 'QUEUED', FALSE, TRUE, :notBefore, :now
                        FROM push_delivery d
                        JOIN push_token t ON t.token = d.token AND t.user_id = d.user_id AND t.device_id = d.device_id
                            AND t.disabled_reason IS NULL
                        WHERE d.notification_id IN (:notifications) AND d.state = 'UNKNOWN' AND NOT d.silent
                            AND NOT EXISTS (SELECT 1 FROM push_delivery o
                                WHERE o.user_id = d.user_id AND o.device_id = d.device_id AND o.token = d.token
                                    AND (o.state = 'ACCEPTED' OR o.silent AND (o.notification_id = d.notification_id
                                        OR o.state IN ('QUEUED', 'CLAIMED', 'SENDING'))))
                        GROUP BY d.user_id, d.device_id, d.token
                        ON DUPLICATE KEY UPDATE push_delivery.id = push_delivery.id
                        """)
                .param("notifications", notificationIds)
                .param("notBefore", UtcTimes.column(notBefore))
                .param("now", UtcTimes.column(now))
                .update();
    }
}
