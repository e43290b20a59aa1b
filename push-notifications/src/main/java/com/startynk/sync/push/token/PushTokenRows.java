package com.startynk.sync.push.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.platform.database.KeyLists;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.push.platform.UtcTimes;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code push_token}. */
final class PushTokenRows {

    private final JdbcClient jdbc;

    PushTokenRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A device that has got another token gives up the one that it had. */
    void leaveOther(PushToken token, Caller owner) {
        jdbc.sql("DELETE FROM push_token WHERE user_id = :user AND device_id = :device AND token <> :token")
                .param("user", owner.userId().getBytes(UTF_8))
                .param("device", owner.deviceId().getBytes(UTF_8))
                .param("token", token.value())
                .update();
    }

    /**
     * Registers a token that is there, and whoever had it has it no more: a phone that changes hands takes its token along.
     *
     * @return whether it was there
     */
    boolean take(Registration registration, Caller owner, Instant now) {
        // The server assigns from left to right: what compares with the old owner comes first.
        return values(jdbc.sql("""
                        UPDATE push_token SET
                            created_at = CASE WHEN user_id = :user AND device_id = :device THEN created_at ELSE :now END,
                            user_id = :user, device_id = :device, platform = :platform, device_name = :deviceName,
                            app_version = :appVersion, locale = :locale, timezone = :timezone, updated_at = :now,
                            disabled_reason = NULL, expo_project = NULL
                        WHERE token = :token
                        """), registration, owner, now).update() > 0;
    }

    /**
     * Registers a token that is not there.
     *
     * @throws org.springframework.dao.DuplicateKeyException when it has come since
     */
    void insert(Registration registration, Caller owner, Instant now) {
        values(jdbc.sql("""
                        INSERT INTO push_token (user_id, device_id, token, platform, device_name, app_version, locale, timezone,
                            created_at, updated_at)
                        VALUES (:user, :device, :token, :platform, :deviceName, :appVersion, :locale, :timezone, :now, :now)
                        """), registration, owner, now).update();
    }

    private static JdbcClient.StatementSpec values(
            JdbcClient.StatementSpec statement, Registration registration, Caller owner, Instant now) {
        return statement
                .param("user", owner.userId().getBytes(UTF_8))
                .param("device", owner.deviceId().getBytes(UTF_8))
                .param("token", registration.token().value())
                .param("platform", registration.platform())
                .param("deviceName", registration.deviceName())
                .param("appVersion", registration.appVersion())
                .param("locale", registration.locale())
                .param("timezone", registration.timezone())
                .param("now", UtcTimes.column(now));
    }

    /** The devices of these people, the one that was registered last first. */
    List<Device> active(Collection<String> userIds) {
        return jdbc.sql("""
                        SELECT user_id, device_id, token, platform, locale, timezone FROM push_token
                        WHERE user_id IN (:users) AND disabled_reason IS NULL ORDER BY updated_at DESC, device_id
                        """)
                .param(
                        "users",
                        KeyLists.padded(userIds).stream()
                                .map(user -> user.getBytes(UTF_8))
                                .toList())
                .query((row, n) -> new Device(
                        new String(row.getBytes("user_id"), UTF_8),
                        new String(row.getBytes("device_id"), UTF_8),
                        row.getString("token"),
                        row.getString("platform"),
                        row.getString("locale"),
                        row.getString("timezone")))
                .list();
    }

    /** Whoever locks a person's devices decides alone how often that person is woken. */
    void lock(String userId) {
        jdbc.sql("SELECT device_id FROM push_token WHERE user_id = :user FOR UPDATE")
                .param("user", userId.getBytes(UTF_8))
                .query((row, n) -> n)
                .list();
    }

    /** One that was registered anew since the message went out is left alone. */
    int disable(String token, String reason, Instant sentAt) {
        return jdbc.sql("""
                        UPDATE push_token SET disabled_reason = :reason
                        WHERE token = :token AND disabled_reason IS NULL AND updated_at <= :sent
                        """)
                .param("reason", reason)
                .param("token", token)
                .param("sent", UtcTimes.column(sentAt))
                .update();
    }

    void keepProject(String token, String project) {
        jdbc.sql("UPDATE push_token SET expo_project = :project WHERE token = :token")
                .param("project", project)
                .param("token", token)
                .update();
    }

    /**
     * Forgets tokens that were registered until then.
     *
     * @param deviceId null for all of the person's devices
     */
    int forget(String userId, @Nullable String deviceId, Instant until) {
        var sql = "DELETE FROM push_token WHERE user_id = :user AND updated_at <= :until"
                + (deviceId == null ? "" : " AND device_id = :device");
        var statement = jdbc.sql(sql).param("user", userId.getBytes(UTF_8)).param("until", UtcTimes.column(until));
        return (deviceId == null ? statement : statement.param("device", deviceId.getBytes(UTF_8))).update();
    }

    int forgetIdle(Instant since, int limit) {
        return jdbc.sql("DELETE FROM push_token WHERE updated_at < :since LIMIT :limit")
                .param("since", UtcTimes.column(since))
                .param("limit", limit)
                .update();
    }
}
