package com.startynk.sync.push.preference;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.push.preference.Preferences.QuietHours;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code push_preference}. */
final class PreferenceRows {

    private final JdbcClient jdbc;

    PreferenceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Preferences> of(Collection<String> userIds) {
        var preferences = new HashMap<String, Preferences>();
        jdbc.sql("SELECT user_id, quiet_from, quiet_until, muted FROM push_preference WHERE user_id IN (:users)")
                .param(
                        "users",
                        userIds.stream().map(user -> user.getBytes(UTF_8)).toList())
                .query(row -> {
                    preferences.put(new String(row.getBytes("user_id"), UTF_8), preferences(row));
                });
        return preferences;
    }

    private static Preferences preferences(ResultSet row) throws SQLException {
        var from = row.getObject("quiet_from", LocalTime.class);
        var until = row.getObject("quiet_until", LocalTime.class);
        var muted = row.getString("muted");
        return new Preferences(
                from == null || until == null ? null : new QuietHours(from, until),
                muted.isEmpty() ? Set.of() : Set.of(muted.split(",")));
    }

    void save(String userId, Preferences preferences) {
        var quiet = preferences.quietHours();
        jdbc.sql("""
                        INSERT INTO push_preference (user_id, quiet_from, quiet_until, muted)
                        VALUES (:user, :from, :until, :muted)
                        ON DUPLICATE KEY UPDATE quiet_from = VALUES(quiet_from), quiet_until = VALUES(quiet_until),
                            muted = VALUES(muted)
                        """)
                .param("user", userId.getBytes(UTF_8))
                .param("from", quiet == null ? null : quiet.from().toString())
                .param("until", quiet == null ? null : quiet.until().toString())
                .param("muted", String.join(",", new TreeSet<>(preferences.muted())))
                .update();
    }
}
