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
                begins + " AS begins_at, status",
                "begins_at, status",
                "",
                new Range(from, to, users),
                (row, n) -> new Standing(
                        UtcTimes.instant(row.getObject(1, LocalDateTime.class)), row.getString(2), row.getLong(3)));
    }

    List<OfType> byType(Instant from, Instant to, @Nullable List<String> users) {
        return count(
                "type, status",
                "type, status",
                "",
                new Range(from, to, users),
                (row, n) -> new OfType(row.getString(1), row.getString(2), row.getLong(3)));
    }

    /** A notification does not record why it failed, so all failures are one. */
    List<Failure> failures(Instant from, Instant to, @Nullable List<String> users) {
        return count(
                "status",
                "status",
                " AND status = 'FAILED'",
                new Range(from, to, users),
                (row, n) -> new Failure(UNKNOWN, row.getLong(2)));
    }

    private record Range(Instant from, Instant to, @Nullable List<String> users) {}

    private <T> List<T> count(String what, String groups, String condition, Range range, RowMapper<T> mapper) {
        var users = range.users();
        var sql = "SELECT " + what + ", COUNT(*) FROM notification_log WHERE visible_at >= :from AND visible_at <= :to"
                + (users == null ? "" : " AND user_id IN (:users)") + condition + " GROUP BY " + groups + " ORDER BY "
                + groups;
        var statement =
                jdbc.sql(sql).param("from", UtcTimes.column(range.from())).param("to", UtcTimes.column(range.to()));
        if (users != null) {
            statement = statement.param(
                    "users", users.stream().map(user -> user.getBytes(UTF_8)).toList());
        }
        return statement.query(mapper).list();
    }
}
