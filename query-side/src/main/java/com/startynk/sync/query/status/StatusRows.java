package com.startynk.sync.query.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.platform.UtcTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * What waits for a person on a device: parked mutations and open conflicts. A device that has had several users shows each
 * of them his own.
 */
public final class StatusRows {

    private static final int MOST_FAILED_ITEMS = 500;

    private final JdbcOperations jdbc;

    public StatusRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A caller's parked mutations.
     *
     * @param oldest when the oldest one that has not failed was parked
     */
    record Queue(
            long pending,
            long waiting,
            long failed,
            @Nullable Instant oldest) {}

    /** A parked mutation that was refused when it was applied, or waited too long. */
    record FailedItem(
            String mutationId,
            @Nullable String errorCode,
            int attempts,
            @Nullable Instant nextAttemptAt) {}

    Queue queue(Caller caller) {
        return jdbc.query(
                        """
                        SELECT COALESCE(SUM(state = 'PENDING'), 0), COALESCE(SUM(state = 'WAITING'), 0),
                            COALESCE(SUM(state = 'FAILED'), 0), MIN(CASE WHEN state <> 'FAILED' THEN parked_at END)
                        FROM sync_queue WHERE device_id = ? AND user_id = ?
                        """,
                        (row, n) -> new Queue(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                UtcTimes.instantOrNull(row.getObject(4, LocalDateTime.class))),
                        bytes(caller.deviceId()),
                        bytes(caller.userId()))
                .get(0);
    }

    List<FailedItem> failedItems(Caller caller) {
        return jdbc.query(
                """
                SELECT mutation_id, error_code, attempts, next_attempt_at FROM sync_queue
                WHERE device_id = ? AND user_id = ? AND state = 'FAILED' ORDER BY parked_at, mutation_id LIMIT ?
                """,
                (row, n) -> new FailedItem(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        UtcTimes.instantOrNull(row.getObject(4, LocalDateTime.class))),
                bytes(caller.deviceId()),
                bytes(caller.userId()),
                MOST_FAILED_ITEMS);
    }

    long pendingConflicts(Caller caller) {
        return jdbc.queryForList(
                        "SELECT COUNT(*) FROM conflict_log WHERE device_id = ? AND user_id = ? AND status = 'PENDING'",
                        Long.class,
                        bytes(caller.deviceId()),
                        bytes(caller.userId()))
                .get(0);
    }

    private static byte[] bytes(String id) {
        return id.getBytes(UTF_8);
    }
}
