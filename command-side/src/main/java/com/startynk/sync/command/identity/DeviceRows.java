package com.startynk.sync.command.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.dashboard.DeviceNames;
import com.startynk.sync.protocol.dashboard.FindDeviceNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code device}. */
final class DeviceRows {

    private final JdbcClient jdbc;

    DeviceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks it, too. What the device does not say of itself stays as it was. */
    void save(String userId, Login.Device device, Instant now) {
        jdbc.sql("""
                        INSERT INTO device (user_id, device_id, name, platform, created_at)
                        VALUES (:user, :device, :name, :platform, :now)
                        ON DUPLICATE KEY UPDATE name = COALESCE(VALUES(name), name),
                            platform = COALESCE(VALUES(platform), platform)
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

    /** Those that are in use, the last used first. */
    List<DeviceView> inUse(Caller caller) {
        return jdbc.sql("""
                        SELECT seen.device_id, device.name, device.platform, seen.last_seen_at
                        FROM device_use AS seen
                        LEFT JOIN device ON device.user_id = seen.user_id AND device.device_id = seen.device_id
                        WHERE seen.user_id = :user ORDER BY seen.last_seen_at DESC, seen.device_id
                        """)
                .param("user", caller.userId().getBytes(UTF_8))
                .query((row, n) -> view(row, caller))
                .list();
    }

    /** Those of these that have said what they are called. */
    List<DeviceNames.Named> names(List<FindDeviceNames.Device> devices) {
        if (devices.isEmpty()) {
            return List.of();
        }
        var ids = devices.stream()
                .map(device -> new Object[] {
                    device.userId().getBytes(UTF_8), device.deviceId().getBytes(UTF_8)
                })
                .toList();
        return jdbc.sql(
                        "SELECT user_id, device_id, name, platform FROM device WHERE (user_id, device_id) IN (:devices)")
                .param("devices", ids)
                .query((row, n) -> new DeviceNames.Named(
                        new String(row.getBytes("user_id"), UTF_8),
                        new String(row.getBytes("device_id"), UTF_8),
                        row.getString("name"),
                        row.getString("platform")))
                .list();
    }

    private static DeviceView view(ResultSet row, Caller caller) throws SQLException {
        var deviceId = new String(row.getBytes("device_id"), UTF_8);
        return new DeviceView(
                deviceId,
                row.getString("name"),
                row.getString("platform"),
                row.getObject("last_seen_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                deviceId.equals(caller.deviceId()));
    }
}
