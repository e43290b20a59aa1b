package com.startynk.sync.query.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.platform.database.BulkRows;
import com.startynk.sync.query.platform.UtcTimes;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Every mutation that left a trace, and when each device last did. */
public final class SyncLogRows {

    private static final String INSERT = """
            INSERT INTO sync_log (mutation_id, entity_id, outcome, version, content_digest, user_id, device_id,
                conflict_id, at)
            """;
    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final JdbcOperations jdbc;
    private final BulkRows<Line> log;
    private final BulkRows<Line> corrections;
    private final BulkRows<Map.Entry<String, Instant>> devices;

    public SyncLogRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.log = new BulkRows<>(jdbc, INSERT, ROW, "mutation_id = mutation_id", SyncLogRows::set);
        this.corrections = new BulkRows<>(jdbc, INSERT, ROW, """
                entity_id = VALUES(entity_id), outcome = VALUES(outcome), version = VALUES(version),
                content_digest = VALUES(content_digest), user_id = VALUES(user_id), device_id = VALUES(device_id),
                conflict_id = VALUES(conflict_id), at = VALUES(at)
                """, SyncLogRows::set);
        this.devices = new BulkRows<>(
                jdbc,
                "INSERT INTO device_push (device_id, at)",
                "(?, ?)",
                "at = GREATEST(at, VALUES(at))",
                (device, statement, first) -> {
                    statement.setBytes(first, device.getKey().getBytes(UTF_8));
                    statement.setObject(first + 1, UtcTimes.column(device.getValue()));
                });
    }

    /**
     * How one mutation was answered.
     *
     * @param pushed whether a device has pushed it; a person's decision of a conflict is no device's sync
     */
    public record Line(
            String mutationId,
            String entityId,
            String outcome,
            long version,
            String contentDigest,
            String userId,
            String deviceId,
            @Nullable String conflictId,
            Instant at,
            boolean pushed) {

        private boolean isAsIn(@Nullable Line row) {
            return row != null
                    && row.entityId.equals(entityId)
                    && row.outcome.equals(outcome)
                    && row.version == version
                    && row.contentDigest.equals(contentDigest)
                    && row.userId.equals(userId)
                    && row.deviceId.equals(deviceId)
                    && Objects.equals(row.conflictId, conflictId)
                    && row.at.equals(at);
        }
    }

    /** Which of these lines are missing, or otherwise. */
    public List<Line> wrong(List<Line> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        var there = new HashMap<String, Line>();
        jdbc.query(
                "SELECT mutation_id, entity_id, outcome, version, content_digest, user_id, device_id, conflict_id, at"
                        + " FROM sync_log WHERE mutation_id IN ("
                        + String.join(", ", Collections.nCopies(lines.size(), "?")) + ")",
                row -> {
                    there.put(row.getString(1), read(row));
                },
                lines.stream().map(Line::mutationId).toArray());
        return lines.stream()
                .filter(line -> !line.isAsIn(there.get(line.mutationId())))
                .toList();
    }

    private static Line read(ResultSet row) throws SQLException {
        return new Line(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                new String(row.getBytes(6), UTF_8),
                new String(row.getBytes(7), UTF_8),
                row.getString(8),
                UtcTimes.instant(row.getObject(9, LocalDateTime.class)),
                true);
    }

    /** Writes lines that were wrong. */
    public void correct(List<Line> lines) {
        corrections.save(lines);
    }

    /** A line that is there already stays as it is. */
    public void save(List<Line> lines) {
        log.save(lines);
        var latest = new HashMap<String, Instant>();
        lines.stream()
                .filter(Line::pushed)
                .forEach(line ->
                        latest.merge(line.deviceId(), line.at(), (one, other) -> one.isAfter(other) ? one : other));
        devices.save(List.copyOf(latest.entrySet()));
    }

    /** Deletes some of the lines before a moment; answers how many they were. */
    public int deleteBefore(Instant time, int atMost) {
        return jdbc.update("DELETE FROM sync_log WHERE at < ? ORDER BY at LIMIT ?", UtcTimes.column(time), atMost);
    }

    Optional<Instant> lastPush(String deviceId) {
        return jdbc
                .queryForList("SELECT at FROM device_push WHERE device_id = ?", LocalDateTime.class, (Object)
                        deviceId.getBytes(UTF_8))
                .stream()
                .findFirst()
                .map(UtcTimes::instant);
    }

    private static void set(Line line, PreparedStatement statement, int first) throws SQLException {
        var at = first;
        statement.setString(at++, line.mutationId());
        statement.setString(at++, line.entityId());
        statement.setString(at++, line.outcome());
        statement.setLong(at++, line.version());
        statement.setString(at++, line.contentDigest());
        statement.setBytes(at++, line.userId().getBytes(UTF_8));
        statement.setBytes(at++, line.deviceId().getBytes(UTF_8));
        statement.setString(at++, line.conflictId());
        statement.setObject(at, UtcTimes.column(line.at()));
    }
}
