package com.startynk.sync.query.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.events.parking.ParkingId;
import com.startynk.sync.query.platform.UtcTimes;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import tools.jackson.databind.json.JsonMapper;

/** Parked mutations, as their devices and the operators see them. */
public final class SyncQueueRows {

    private final JdbcOperations jdbc;
    private final JsonMapper json;

    public SyncQueueRows(JdbcOperations jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void park(ParkedItem item, Instant at) {
        jdbc.update(
                """
                INSERT INTO sync_queue (mutation_id, device_id, user_id, entity_type, entity_id, project_id, item,
                    waits_for, state, attempts, parked_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', 0, ?, ?)
                ON DUPLICATE KEY UPDATE mutation_id = VALUES(mutation_id)
                """,
                item.mutationId().toString(),
                item.deviceId().getBytes(UTF_8),
                item.userId().getBytes(UTF_8),
                item.entityType(),
                item.entityId().toString(),
                item.projectId(),
                json.writeValueAsString(item),
                json.writeValueAsBytes(item.awaits()),
                UtcTimes.column(at),
                UtcTimes.column(at));
    }

    /** The project of what is parked; null when it names none, or is parked no more. */
    @Nullable String projectOf(ParkingId parked) {
        return jdbc
                .queryForList(
                        "SELECT project_id FROM sync_queue WHERE mutation_id = ?",
                        String.class,
                        parked.mutationId().toString())
                .stream()
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    void done(ParkingId parked) {
        jdbc.update(
                "DELETE FROM sync_queue WHERE mutation_id = ?",
                parked.mutationId().toString());
    }

    void refused(ParkingId parked, String errorCode, String message, int attempts, Instant at) {
        jdbc.update(
                """
                UPDATE sync_queue SET state = 'FAILED', error_code = ?, error_message = ?, attempts = ?, updated_at = ?
                WHERE mutation_id = ?
                """,
                errorCode,
                message,
                attempts,
                UtcTimes.column(at),
                parked.mutationId().toString());
    }
}
