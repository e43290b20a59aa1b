package com.startynk.sync.query.updates;

import com.startynk.sync.query.platform.UtcTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;

/** The times of places that are not needed so exactly any more, or not at all. */
public final class FeedTimeRows {

    private final JdbcOperations jdbc;

    public FeedTimeRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Instant> oldest() {
        return jdbc.queryForList("SELECT MIN(at) FROM feed_time", LocalDateTime.class).stream()
                .findFirst()
                .map(UtcTimes::instant);
    }

    /** Keeps the first place of each step. */
    void thin(Instant from, Instant to, Duration step) {
        jdbc.update(
                """
                DELETE FROM feed_time WHERE at >= ? AND at < ? AND position NOT IN (
                    SELECT kept FROM (
                        SELECT MIN(position) AS kept FROM feed_time WHERE at >= ? AND at < ?
                        GROUP BY TIMESTAMPDIFF(SECOND, '1970-01-01', at) DIV ?) firsts)
                """,
                UtcTimes.column(from),
                UtcTimes.column(to),
                UtcTimes.column(from),
                UtcTimes.column(to),
                step.toSeconds());
    }

    /** Deletes the oldest ones; answers how many they were. */
    int deleteBefore(Instant time, int atMost) {
        return jdbc.update("DELETE FROM feed_time WHERE at < ? ORDER BY at LIMIT ?", UtcTimes.column(time), atMost);
    }
}
