package com.startynk.sync.push.manager;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.push.platform.UtcTimes;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The table {@code push_manager}. */
final class ManagerRows {

    private final JdbcTemplate jdbc;

    ManagerRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Set<String> among(Collection<String> userIds) {
        if (userIds.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(new NamedParameterJdbcTemplate(jdbc)
                .query(
                        "SELECT user_id FROM push_manager WHERE user_id IN (:users)",
                        Map.of("users", userIds.stream().map(ManagerRows::bytes).toList()),
                        (row, n) -> new String(row.getBytes("user_id"), UTF_8)));
    }

    void add(List<String> userIds, Instant now) {
        jdbc.batchUpdate(
                "INSERT INTO push_manager (user_id, seen_at) VALUES (?, ?) ON DUPLICATE KEY UPDATE seen_at = VALUES(seen_at)",
                userIds.stream()
                        .map(user -> new Object[] {bytes(user), UtcTimes.column(now)})
                        .toList());
    }

    void remove(Collection<String> userIds) {
        jdbc.batchUpdate(
                "DELETE FROM push_manager WHERE user_id = ?",
                userIds.stream()
                        .sorted()
                        .map(user -> new Object[] {bytes(user)})
                        .toList());
    }

    private static byte[] bytes(String userId) {
        return userId.getBytes(UTF_8);
    }
}
