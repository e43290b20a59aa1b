package com.startynk.sync.push.figures;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.protocol.dashboard.NotificationFigures.Failure;
import com.startynk.sync.protocol.dashboard.NotificationFigures.OfType;
import com.startynk.sync.protocol.dashboard.NotificationFigures.Standing;
import com.startynk.sync.push.platform.UtcTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts in {@code notification_log}, out of its index by time. */
final class FigureRows {

    private static final String UNKNOWN = "UNKNOWN";

    private final JdbcClient jdbc;

    FigureRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Standing> byMinute(Instant from, Instant to, @Nullable List<String> users) {
        return standings("MINUTE", from, to, users);
    }

    List<Standing> byHour(Instant from, Instant to, @Nullable List<String> users) {
        return standings("HOUR", from, to, users);
    }

    /** Whole minutes or hours since 1970, which both servers reckon alike. */
    private List<Standing> standings(String unit, Instant from, Instant to, @Nullable List<String> users) {
        var begins = "TIMESTAMPADD(" + unit + ", TIMESTAMPDIFF(" + unit + ", '1970-01-01', visible_at), '1970-01-01')";
        return count(
                begins + ", status",
                new Range(from, to, users),
                (row, n) -> new Standing(
                        UtcTimes.instant(row.getObject(1, LocalDateTime.class)), row.getString(2), row.getLong(3)));
    }

    List<OfType> byType(Instant from, Instant to, @Nullable List<String> users) {
        return count(
                "type, status",
                new Range(from, to, users),
                (row, n) -> new OfType(row.getString(1), row.getString(2), row.getLong(3)));
    }

    /** By what their deliveries say; a notification that failed before there were any says nothing. */
    List<Failure> failures(Instant from, Instant to, @Nullable List<String> users) {
        var sql = "SELECT COALESCE(d.error, '" + UNKNOWN + "') AS failed_by, COUNT(*) FROM notification_log n"
                + " LEFT JOIN push_delivery d ON d.notification_id = n.id AND d.state = 'FAILED' AND NOT d.silent"
                + " WHERE n.visible_at >= :from AND n.visible_at <= :to AND n.status = 'FAILED'"
                + (users == null ? "" : " AND n.user_id IN (:users)") + " GROUP BY failed_by ORDER BY failed_by";
        return statement(sql, new Range(from, to, users))
                .query((row, n) -> new Failure(row.getString(1), row.getLong(2)))
                .list();
    }

    private record Range(Instant from, Instant to, @Nullable List<String> users) {}

    private <T> List<T> count(String what, Range range, RowMapper<T> mapper) {
        var sql = "SELECT " + what + ", COUNT(*) FROM notification_log WHERE visible_at >= :from AND visible_at <= :to"
                + (range.users() == null ? "" : " AND user_id IN (:users)") + " GROUP BY 1, 2 ORDER BY 1, 2";
        return statement(sql, range).query(mapper).list();
    }

    private JdbcClient.StatementSpec statement(String sql, Range range) {
        var statement =
                jdbc.sql(sql).param("from", UtcTimes.column(range.from())).param("to", UtcTimes.column(range.to()));
        var users = range.users();
        return users == null
                ? statement
                : statement.param(
                        "users",
                        users.stream().map(user -> user.getBytes(UTF_8)).toList());
    }
}
