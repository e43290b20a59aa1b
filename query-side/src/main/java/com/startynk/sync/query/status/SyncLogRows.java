package com.startynk.sync.query.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.query.platform.UtcTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Every mutation that left a trace, and when each device last did. */
public final class SyncLogRows {

    private final JdbcOperations jdbc;

    public SyncLogRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** How one mutation was answered. */
    public record Line(
            String mutationId,
            String entityId,
            String outcome,
            long version,
            String contentDigest,
            String userId,
            String deviceId,
            @Nullable String conflictId,
            Instant at) {}

    /** A line that is there already stays as it is. */
    public void save(Collection<Line> lines) {
        jdbc.batchUpdate(
                """
                INSERT INTO sync_log (mutation_id, entity_id, outcome, version, content_digest, user_id, device_id,
                    conflict_id, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON DUPLICATE KEY UPDATE mutation_id = mutation_id
                """,
                lines.stream()
                        .map(line -> new Object[] {
                            line.mutationId(),
                            line.entityId(),
                            line.outcome(),
                            line.version(),
                            line.contentDigest(),
                            line.userId().getBytes(UTF_8),
                            line.deviceId().getBytes(UTF_8),
                            line.conflictId(),
                            UtcTimes.column(line.at())
                        })
                        .toList());
        saveDevices(lines);
    }

    Optional<Instant> lastPush(String deviceId) {
        return jdbc
                .queryForList("SELECT at FROM device_push WHERE device_id = ?", LocalDateTime.class, (Object)
                        deviceId.getBytes(UTF_8))
                .stream()
                .findFirst()
                .map(UtcTimes::instant);
    }

    private void saveDevices(Collection<Line> lines) {
        var latest = new HashMap<String, Instant>();
        lines.forEach(
                line -> latest.merge(line.deviceId(), line.at(), (one, other) -> one.isAfter(other) ? one : other));
        jdbc.batchUpdate(
                """
                INSERT INTO device_push (device_id, at) VALUES (?, ?)
                ON DUPLICATE KEY UPDATE at = GREATEST(at, VALUES(at))
                """,
                latest.entrySet().stream()
                        .map(entry -> new Object[] {entry.getKey().getBytes(UTF_8), UtcTimes.column(entry.getValue())})
                        .toList());
    }
}
