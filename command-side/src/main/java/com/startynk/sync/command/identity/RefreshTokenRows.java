package com.startynk.sync.command.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code refresh_token}. */
final class RefreshTokenRows {

    /** How a token stands. */
    enum State {
        ACTIVE,
        USED,
        REVOKED
    }

    /** What is known of a token. */
    record Row(String userId, String deviceId, String family, State state, long generation, boolean expired) {

        /** One to go on with. */
        static Row active(String userId, String deviceId, String family, long generation) {
            return new Row(userId, deviceId, family, State.ACTIVE, generation, false);
        }
    }

    private final JdbcClient jdbc;

    RefreshTokenRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Row> find(RefreshToken token, Instant now) {
        return jdbc.sql("""
                        SELECT user_id, device_id, family, state, generation, expires_at <= :now AS expired FROM refresh_token
                        WHERE token_hash = :hash
                        """)
                .param("now", UtcColumn.of(now))
                .param("hash", token.hash())
                .query((row, n) -> row(row))
                .optional();
    }

    void insert(RefreshToken token, Row owner, Instant now, Instant end) {
        jdbc.sql("""
                        INSERT INTO refresh_token (token_hash, user_id, device_id, family, state, generation, issued_at,
                            expires_at)
                        VALUES (:hash, :user, :device, :family, :state, :generation, :now, :end)
                        """)
                .param("hash", token.hash())
                .param("user", owner.userId().getBytes(UTF_8))
                .param("device", owner.deviceId().getBytes(UTF_8))
                .param("family", owner.family())
                .param("state", owner.state().name())
                .param("generation", owner.generation())
                .param("now", UtcColumn.of(now))
                .param("end", UtcColumn.of(end))
                .update();
    }

    void use(RefreshToken token) {
        jdbc.sql("UPDATE refresh_token SET state = 'USED' WHERE token_hash = :hash")
                .param("hash", token.hash())
                .update();
    }

    /** Tokens that were used stay so: that they come again is worth knowing. */
    void revokeDevice(String userId, String deviceId) {
        jdbc.sql("""
                        UPDATE refresh_token SET state = 'REVOKED'
                        WHERE user_id = :user AND device_id = :device AND state = 'ACTIVE'
                        """)
                .param("user", userId.getBytes(UTF_8))
                .param("device", deviceId.getBytes(UTF_8))
                .update();
    }

    void revokeUser(String userId) {
        jdbc.sql("UPDATE refresh_token SET state = 'REVOKED' WHERE user_id = :user AND state = 'ACTIVE'")
                .param("user", userId.getBytes(UTF_8))
                .update();
    }

    /** Whether a family still has a token to go on with. */
    boolean isAlive(Row token) {
        return jdbc.sql("SELECT COUNT(*) FROM refresh_token WHERE family = :family AND state = 'ACTIVE'")
                        .param("family", token.family())
                        .query(Long.class)
                        .single()
                > 0;
    }

    void deleteExpired(String userId, String deviceId, Instant now) {
        jdbc.sql("""
                        DELETE FROM refresh_token WHERE user_id = :user AND device_id = :device AND expires_at <= :now
                        """)
                .param("user", userId.getBytes(UTF_8))
                .param("device", deviceId.getBytes(UTF_8))
                .param("now", UtcColumn.of(now))
                .update();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new String(row.getBytes("user_id"), UTF_8),
                new String(row.getBytes("device_id"), UTF_8),
                row.getString("family"),
                State.valueOf(row.getString("state")),
                row.getLong("generation"),
                row.getBoolean("expired"));
    }
}
