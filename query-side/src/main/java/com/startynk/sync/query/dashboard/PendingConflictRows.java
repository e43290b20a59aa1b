package com.startynk.sync.query.dashboard;

import com.startynk.sync.query.platform.UtcTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Conflicts that wait for a person, out of the index that holds them together. */
final class PendingConflictRows {

    private final JdbcOperations jdbc;

    PendingConflictRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of one type: how many, since when the oldest of them, and how many of each age. */
    record Pending(
            String entityType,
            long count,
            Instant oldestAt,
            long underAnHour,
            long underADay,
            long underAWeek,
            long older) {}

    List<Pending> now(Instant now, @Nullable Collection<String> projects) {
        if (projects != null && projects.isEmpty()) {
            return List.of();
        }
        var hour = UtcTimes.column(now.minus(Duration.ofHours(1)));
        var day = UtcTimes.column(now.minus(Duration.ofDays(1)));
        var week = UtcTimes.column(now.minus(Duration.ofDays(7)));
        var values = new ArrayList<Object>(List.of(hour, hour, day, day, week, week));
        if (projects != null) {
            values.addAll(projects);
        }
        return jdbc.query(
                """
                SELECT entity_type, COUNT(*), MIN(detected_at), SUM(detected_at > ?),
                    SUM(detected_at <= ? AND detected_at > ?), SUM(detected_at <= ? AND detected_at > ?),
                    SUM(detected_at <= ?)
                FROM conflict_log FORCE INDEX (by_status) WHERE status = 'PENDING'
                """
                        + (projects == null
                                ? ""
                                : " AND project_id IN (" + String.join(", ", Collections.nCopies(projects.size(), "?"))
                                        + ")")
                        + " GROUP BY entity_type ORDER BY entity_type",
                (row, n) -> new Pending(
                        row.getString(1),
                        row.getLong(2),
                        UtcTimes.instant(row.getObject(3, LocalDateTime.class)),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7)),
                values.toArray());
    }
}
