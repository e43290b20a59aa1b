package com.startynk.sync.push.retention;

import com.startynk.sync.push.platform.UtcTimes;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The old end of {@code notification_log}. */
final class OldNotificationRows {

    private final JdbcClient jdbc;

    OldNotificationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Deletes some of those whose time came before a moment; answers how many they were. */
    int deleteBefore(Instant time, int atMost) {
        return jdbc.sql("DELETE FROM notification_log WHERE visible_at < :time ORDER BY visible_at LIMIT :limit")
                .param("time", UtcTimes.column(time))
                .param("limit", atMost)
                .update();
    }
}
