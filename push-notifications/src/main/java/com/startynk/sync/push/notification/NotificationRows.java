package com.startynk.sync.push.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.push.platform.UtcTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code notification_log}, one person's part of it at a time. */
final class NotificationRows {

    private final JdbcClient jdbc;

    NotificationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. */
    List<Notification> find(String userId, NotificationsQuery query, int limit, Instant now) {
        var cursor = query.cursor();
        var sql = """
                SELECT id, type, title, body, data, deep_link, created_at, read_at, status, visible_at FROM notification_log
                WHERE user_id = :user AND visible_at <= :now
                """
                + (query.unreadOnly() ? " AND read_at IS NULL" : "")
                // Said twice, since the servers look only the first of the two up in the index.
                + (cursor == null ? "" : " AND visible_at <= :below AND (visible_at < :below OR id < :belowId)")
                + " ORDER BY visible_at DESC, id DESC LIMIT :limit";
        var statement = jdbc.sql(sql)
                .param("user", userId.getBytes(UTF_8))
                .param("now", UtcTimes.column(now))
                .param("limit", limit);
        if (cursor != null) {
            statement = statement
                    .param("below", UtcTimes.column(cursor.visibleAt()))
                    .param("belowId", cursor.id());
        }
        return statement.query((row, n) -> notification(row)).list();
    }

    long countUnread(String userId, Instant now) {
        return jdbc.sql("""
                        SELECT COUNT(*) FROM notification_log
                        WHERE user_id = :user AND read_at IS NULL AND visible_at <= :now
                        """)
                .param("user", userId.getBytes(UTF_8))
                .param("now", UtcTimes.column(now))
                .query(Long.class)
                .single();
    }

    int markAllRead(String userId, Instant now) {
        return jdbc.sql("""
                        UPDATE notification_log SET read_at = :now
                        WHERE user_id = :user AND read_at IS NULL AND visible_at <= :now
                        """)
                .param("user", userId.getBytes(UTF_8))
                .param("now", UtcTimes.column(now))
                .update();
    }

    int markRead(String userId, List<String> ids, Instant now) {
        if (ids.isEmpty()) {
            return 0;
        }
        return jdbc.sql("""
                        UPDATE notification_log SET read_at = :now
                        WHERE id IN (:ids) AND user_id = :user AND read_at IS NULL AND visible_at <= :now
                        """)
                .param("ids", ids)
                .param("user", userId.getBytes(UTF_8))
                .param("now", UtcTimes.column(now))
                .update();
    }

    private static Notification notification(ResultSet row) throws SQLException {
        return new Notification(
                row.getString("id"),
                row.getString("type"),
                row.getString("title"),
                row.getString("body"),
                row.getString("data"),
                row.getString("deep_link"),
                UtcTimes.instant(row.getObject("created_at", LocalDateTime.class)),
                UtcTimes.instantOrNull(row.getObject("read_at", LocalDateTime.class)),
                NotificationStatus.valueOf(row.getString("status")),
                UtcTimes.instant(row.getObject("visible_at", LocalDateTime.class)));
    }
}
