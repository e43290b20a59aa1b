package com.startynk.sync.query.dashboard;

import com.startynk.sync.query.platform.UtcTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** What is parked, of all projects or of some; {@code sync_queue} holds nothing else. */
final class QueueFigureRows {

    private final JdbcOperations jdbc;

    QueueFigureRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How much is parked.
     *
     * @param oldest when the oldest one that has not failed was parked
     */
    record Queue(
            long pending,
            long waiting,
            long failed,
            @Nullable Instant oldest) {}

    Queue now(@Nullable Collection<String> projects) {
        if (projects != null && projects.isEmpty()) {
            return new Queue(0, 0, 0, null);
        }
        return jdbc.query(
                        "SELECT COALESCE(SUM(state = 'PENDING'), 0), COALESCE(SUM(state = 'WAITING'), 0),"
                                + " COALESCE(SUM(state = 'FAILED'), 0),"
                                + " MIN(CASE WHEN state <> 'FAILED' THEN parked_at END) FROM sync_queue"
                                + (projects == null ? "" : " WHERE " + in(projects)),
                        (row, n) -> new Queue(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                UtcTimes.instantOrNull(row.getObject(4, LocalDateTime.class))),
                        values(projects))
                .get(0);
    }

    /** How many failed, by error code. */
    Map<String, Long> failedByError(@Nullable Collection<String> projects) {
        var failed = new TreeMap<String, Long>();
        if (projects == null || !projects.isEmpty()) {
            jdbc.query(
                    "SELECT error_code, COUNT(*) FROM sync_queue WHERE state = 'FAILED'"
                            + (projects == null ? "" : " AND " + in(projects)) + " GROUP BY error_code",
                    row -> {
                        failed.put(String.valueOf(row.getString(1)), row.getLong(2));
                    },
                    values(projects));
        }
        return failed;
    }

    private static String in(Collection<String> projects) {
        return "project_id IN (" + String.join(", ", Collections.nCopies(projects.size(), "?")) + ")";
    }

    private static Object[] values(@Nullable Collection<String> projects) {
        return projects == null ? new Object[0] : List.copyOf(projects).toArray();
    }
}
