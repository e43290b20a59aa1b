package com.startynk.sync.push.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.push.platform.UtcTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What has become of messages, and their end. All writes belong into transactions. */
final class DeliveryLogRows {

    private final JdbcClient jdbc;

    DeliveryLogRows(JdbcTemplate jdbc) {
        this.jdbc = JdbcClient.create(jdbc);
    }

    List<DeliveryReport.Line> report(String notificationId) {
        return jdbc.sql("""
                        SELECT device_id, state, attempts - held AS tries, queued_at, not_before, accepted_at, ticket_id, finished_at, error
                        FROM push_delivery WHERE notification_id = :notification AND NOT silent ORDER BY id
                        """)
                .param("notification", notificationId)
                .query((row, n) -> line(row))
                .list();
    }

    private static DeliveryReport.Line line(ResultSet row) throws SQLException {
        var state = state(row);
        var queued = UtcTimes.instant(row.getObject("queued_at", LocalDateTime.class));
        var accepted = UtcTimes.instantOrNull(row.getObject("accepted_at", LocalDateTime.class));
        var ticket = row.getString("ticket_id");
        return new DeliveryReport.Line(
                new String(row.getBytes("device_id"), UTF_8),
                state,
                row.getInt("tries"),
                queued,
                state.equals("QUEUED") ? UtcTimes.instant(row.getObject("not_before", LocalDateTime.class)) : null,
                accepted,
                accepted == null ? null : Duration.between(queued, accepted).toMillis(),
                ticket,
                ticket == null ? null : UtcTimes.instantOrNull(row.getObject("finished_at", LocalDateTime.class)),
                row.getString("error"));
    }

    /** What a worker has taken and not begun to send still waits, for those who ask. */
    private static String state(ResultSet row) throws SQLException {
        var state = row.getString("state");
        return state.equals("CLAIMED") ? "QUEUED" : state;
    }

    /**
     * Gives up what waits for a device that is not to be woken any more.
     *
     * @return the notifications that it belongs to
     */
    List<String> giveUp(String userId, @Nullable String deviceId, String error, Instant now) {
        var where = " WHERE user_id = :user AND state IN ('QUEUED', 'CLAIMED')"
                + (deviceId == null ? "" : " AND device_id = :device");
        var params = new HashMap<String, Object>();
        params.put("user", userId.getBytes(UTF_8));
        if (deviceId != null) {
            params.put("device", deviceId.getBytes(UTF_8));
        }
        var ids = new ArrayList<Long>();
        var notifications = new ArrayList<String>();
        jdbc.sql("SELECT id, notification_id FROM push_delivery" + where)
                .params(params)
                .query(row -> {
                    ids.add(row.getLong("id"));
                    notifications.add(row.getString("notification_id"));
                });
        if (!ids.isEmpty()) {
            jdbc.sql("""
                            UPDATE push_delivery SET state = 'FAILED', error = :error, finished_at = :now
                            WHERE id IN (:ids) AND state IN ('QUEUED', 'CLAIMED')
                            """)
                    .param("error", error)
                    .param("now", UtcTimes.column(now))
                    .param("ids", ids)
                    .update();
        }
        return notifications;
    }

    void forget(String userId) {
        jdbc.sql("DELETE FROM push_delivery WHERE user_id = :user")
                .param("user", userId.getBytes(UTF_8))
                .update();
    }

    int prune(Instant before, int limit) {
        return jdbc.sql("DELETE FROM push_delivery WHERE finished_at < :before LIMIT :limit")
                .param("before", UtcTimes.column(before))
                .param("limit", limit)
                .update();
    }
}
