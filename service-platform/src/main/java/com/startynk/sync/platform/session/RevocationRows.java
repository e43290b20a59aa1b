package com.startynk.sync.platform.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code session_generation} and {@code revocation}. */
final class RevocationRows {

    private static final String EVERY_DEVICE = "";

    private final JdbcClient jdbc;

    RevocationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String deployment() {
        return jdbc.sql("SELECT deployment FROM session_generation WHERE id = 1")
                .query(String.class)
                .single();
    }

    long generation() {
        return jdbc.sql("SELECT last FROM session_generation WHERE id = 1")
                .query(Long.class)
                .single();
    }

    /** Makes whoever comes next wait until this transaction has ended. */
    long next() {
        jdbc.sql("UPDATE session_generation SET last = last + 1 WHERE id = 1").update();
        return generation();
    }

    /** Never brings a token back. */
    void save(Revocation revocation, boolean refreshTokensToo) {
        jdbc.sql("""
                        INSERT INTO revocation (user_id, device_id, generation, refresh_generation, until_second, reason)
                        VALUES (:user, :device, :generation, :refresh, :until, :reason)
                        ON DUPLICATE KEY UPDATE generation = VALUES(generation),
                            refresh_generation = GREATEST(refresh_generation, VALUES(refresh_generation)),
                            until_second = GREATEST(until_second, VALUES(until_second)), reason = VALUES(reason)
                        """)
                .param("user", revocation.userId().getBytes(UTF_8))
                .param("device", device(revocation.deviceId()))
                .param("generation", revocation.generation())
                .param("refresh", refreshTokensToo ? revocation.generation() : 0)
                .param("until", revocation.untilSecond())
                .param("reason", revocation.reason())
                .update();
    }

    /** Ends what was revoked for ever: from the next second on tokens are good again. */
    void limit(String userId, long generation, long untilSecond) {
        jdbc.sql("""
                        UPDATE revocation SET generation = :generation, until_second = :until
                        WHERE user_id = :user AND device_id = :device
                        """)
                .param("generation", generation)
                .param("until", untilSecond)
                .param("user", userId.getBytes(UTF_8))
                .param("device", device(null))
                .update();
    }

    /** Below this generation the device's refresh tokens are dead. */
    long refreshGeneration(String userId, String deviceId) {
        return jdbc.sql("""
                        SELECT COALESCE(MAX(refresh_generation), 0) FROM revocation
                        WHERE user_id = :user AND device_id IN (:device, :every)
                        """)
                .param("user", userId.getBytes(UTF_8))
                .param("device", device(deviceId))
                .param("every", device(null))
                .query(Long.class)
                .single();
    }

    List<Revocation> after(long generation) {
        return jdbc.sql("""
                        SELECT user_id, device_id, generation, until_second, reason FROM revocation
                        WHERE generation > :generation ORDER BY generation
                        """)
                .param("generation", generation)
                .query((row, n) -> revocation(row))
                .list();
    }

    private static byte[] device(@Nullable String deviceId) {
        return (deviceId == null ? EVERY_DEVICE : deviceId).getBytes(UTF_8);
    }

    private static Revocation revocation(ResultSet row) throws SQLException {
        var device = new String(row.getBytes("device_id"), UTF_8);
        return new Revocation(
                new String(row.getBytes("user_id"), UTF_8),
                device.equals(EVERY_DEVICE) ? null : device,
                row.getLong("generation"),
                row.getLong("until_second"),
                row.getString("reason"));
    }
}
