package com.startynk.sync.push.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.push.platform.UtcTimes;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code push_token}. */
final class PushTokenRows {

    private final JdbcClient jdbc;

    PushTokenRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A phone that changes hands takes its token along. */
    void takeFromOthers(PushToken token, Caller owner) {
        jdbc.sql("DELETE FROM push_token WHERE token = :token AND NOT (user_id = :user AND device_id = :device)")
                .param("token", token.value())
                .param("user", owner.userId().getBytes(UTF_8))
                .param("device", owner.deviceId().getBytes(UTF_8))
                .update();
    }

    void save(Registration registration, Caller owner, Instant now) {
        jdbc.sql("""
                        INSERT INTO push_token (user_id, device_id, token, platform, device_name, app_version, locale, timezone,
                            created_at, updated_at)
                        VALUES (:user, :device, :token, :platform, :deviceName, :appVersion, :locale, :timezone, :now, :now)
                        ON DUPLICATE KEY UPDATE user_id = VALUES(user_id), device_id = VALUES(device_id),
                            token = VALUES(token), platform = VALUES(platform), device_name = VALUES(device_name),
                            app_version = VALUES(app_version), locale = VALUES(locale), timezone = VALUES(timezone),
                            updated_at = VALUES(updated_at), disabled_reason = NULL
                        """)
                .param("user", owner.userId().getBytes(UTF_8))
                .param("device", owner.deviceId().getBytes(UTF_8))
                .param("token", registration.token().value())
                .param("platform", registration.platform())
                .param("deviceName", registration.deviceName())
                .param("appVersion", registration.appVersion())
                .param("locale", registration.locale())
                .param("timezone", registration.timezone())
                .param("now", UtcTimes.column(now))
                .update();
    }
}
