package com.startynk.sync.query.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.query.platform.UtcTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Which devices are in use, of all people or of those of some projects. */
final class DeviceFigureRows {

    private final JdbcOperations jdbc;

    DeviceFigureRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** How many people and devices were there. */
    record Active(long people, long devices) {}

    /** A device that was there once and is not heard of. */
    record Silent(
            String userId,
            String deviceId,
            Instant lastSeenAt,
            @Nullable Instant lastPushAt) {}

    Active activeSince(Instant from, @Nullable Collection<String> projects) {
        var values = new ArrayList<Object>();
        var devices = devices(projects, values);
        values.add(UtcTimes.column(from));
        return devices == null
                ? new Active(0, 0)
                : jdbc.query(
                                "SELECT COUNT(DISTINCT d.user_id), COUNT(*) FROM " + devices
                                        + " WHERE d.last_seen_at >= ?",
                                (row, n) -> new Active(row.getLong(1), row.getLong(2)),
                                values.toArray())
                        .get(0);
    }

    /** Those last seen in a time, the longest silent first. */
    List<Silent> lastSeen(Instant from, Instant to, int limit, @Nullable Collection<String> projects) {
        var values = new ArrayList<Object>();
        var devices = devices(projects, values);
        values.addAll(List.of(UtcTimes.column(from), UtcTimes.column(to), limit));
        return devices == null
                ? List.of()
                : jdbc.query(
                        "SELECT s.user_id, s.device_id, s.last_seen_at, p.at FROM (SELECT d.user_id, d.device_id,"
                                + " d.last_seen_at FROM " + devices
                                + " WHERE d.last_seen_at >= ? AND d.last_seen_at < ?"
                                + " ORDER BY d.last_seen_at, d.user_id, d.device_id LIMIT ?) s"
                                + " LEFT JOIN device_push p ON p.device_id = s.device_id"
                                + " ORDER BY s.last_seen_at, s.user_id, s.device_id",
                        (row, n) -> new Silent(
                                new String(row.getBytes(1), UTF_8),
                                new String(row.getBytes(2), UTF_8),
                                UtcTimes.instant(row.getObject(3, LocalDateTime.class)),
                                UtcTimes.instantOrNull(row.getObject(4, LocalDateTime.class))),
                        values.toArray());
    }

    /** The people who are in one of these projects. */
    List<String> people(Collection<String> projects) {
        return projects.isEmpty()
                ? List.of()
                : jdbc.query(
                        "SELECT DISTINCT user_id FROM " + members(projects),
                        (row, n) -> new String(row.getBytes(1), UTF_8),
                        projects.toArray());
    }

    private static @Nullable String devices(@Nullable Collection<String> projects, List<Object> values) {
        if (projects == null) {
            return "device_use d";
        }
        if (projects.isEmpty()) {
            return null;
        }
        values.addAll(projects);
        return "(SELECT DISTINCT user_id FROM " + members(projects) + ") m JOIN device_use d ON d.user_id = m.user_id";
    }

    private static String members(Collection<String> projects) {
        return "project_membership FORCE INDEX (by_project) WHERE project_id IN ("
                + String.join(", ", Collections.nCopies(projects.size(), "?")) + ") AND revoked_position IS NULL";
    }
}
