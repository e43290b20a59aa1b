package com.startynk.sync.platform.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;

/** The table {@code device_use}. */
final class DeviceUseRows {

    private final JdbcOperations jdbc;

    DeviceUseRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void seen(Map<DeviceUses.Device, Instant> seen) {
        var rows = seen.entrySet().stream()
                .map(each -> new Object[] {
                    each.getKey().userId().getBytes(UTF_8),
                    each.getKey().deviceId().getBytes(UTF_8),
                    utc(each.getValue()),
                    utc(each.getValue())
                })
                .toList();
        jdbc.batchUpdate("""
                INSERT INTO device_use (user_id, device_id, first_seen_at, last_seen_at) VALUES (?, ?, ?, ?)
                ON DUPLICATE KEY UPDATE last_seen_at = GREATEST(last_seen_at, VALUES(last_seen_at))
                """, rows);
    }

    boolean has(DeviceUses.Device device) {
        return !jdbc.queryForList(
                        "SELECT 1 FROM device_use WHERE user_id = ? AND device_id = ?",
                        device.userId().getBytes(UTF_8),
                        device.deviceId().getBytes(UTF_8))
                .isEmpty();
    }

    void forget(DeviceUses.Device device) {
        jdbc.update(
                "DELETE FROM device_use WHERE user_id = ? AND device_id = ?",
                device.userId().getBytes(UTF_8),
                device.deviceId().getBytes(UTF_8));
    }

    void forgetAll(String userId) {
        jdbc.update("DELETE FROM device_use WHERE user_id = ?", (Object) userId.getBytes(UTF_8));
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    }
}
