package com.startynk.sync.command.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code device}. */
final class DeviceRows {

    private final JdbcClient jdbc;

    DeviceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks it, too. */
    void save(String userId, Login.Device device, Instant now) {
        jdbc.sql("""
                        INSERT INTO device (user_id, device_id, name, platform, created_at, last_seen_at)
                        VALUES (:user, :device, :name, :platform, :now, :now)
                        ON DUPLICATE KEY UPDATE name = VALUES(name), platform = VALUES(platform),
                            last_seen_at = VALUES(last_seen_at)
                        """)
                .param("user", userId.getBytes(UTF_8))
                .param("device", device.deviceId().getBytes(UTF_8))
                .param("name", device.name())
                .param("platform", device.platform())
                .param("now", UtcColumn.of(now))
                .update();
    }

    /** Lets one transaction at a time change the device's tokens. */
    void lock(String userId, String deviceId) {
        jdbc.sql("SELECT 1 FROM device WHERE user_id = :user AND device_id = :device FOR UPDATE")
                .param("user", userId.getBytes(UTF_8))
                .param("device", deviceId.getBytes(UTF_8))
                .query()
                .listOfRows();
    }

    void seen(String userId, String deviceId, Instant now) {
        jdbc.sql("UPDATE device SET last_seen_at = :now WHERE user_id = :user AND device_id = :device")
                .param("now", UtcColumn.of(now))
                .param("user", userId.getBytes(UTF_8))
                .param("device", deviceId.getBytes(UTF_8))
                .update();
    }
}
