package com.startynk.sync.push.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.push.notification.Priority;
import com.startynk.sync.push.platform.UtcTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What workers do with the outbox: they take messages, and write what became of them. All writes belong into transactions. */
final class ClaimRows {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    ClaimRows(JdbcTemplate jdbc) {
        this.jdbc = JdbcClient.create(jdbc);
        this.batches = new NamedParameterJdbcTemplate(jdbc);
    }

    /** Takes those of these messages that are to be sent and that nobody else has taken, or has locked. */
    List<Claimed> claim(Collection<Long> ids, Instant now, Duration lease) {
        // By their numbers: for two or more the server may choose to go through all that is due, and locks it all.
        var free = jdbc.sql("""
                        SELECT id FROM push_delivery FORCE INDEX (PRIMARY)
                        WHERE id IN (:ids) AND state = 'QUEUED' AND not_before <= :now FOR UPDATE SKIP LOCKED
                        """)
                .param("ids", ids)
                .param("now", UtcTimes.column(now))
                .query(Long.class)
                .list();
        if (free.isEmpty()) {
            return List.of();
        }
        jdbc.sql("""
                        UPDATE push_delivery SET state = 'CLAIMED', attempts = attempts + 1, lease_until = :lease
                        WHERE id IN (:ids)
                        """)
                .param("lease", UtcTimes.column(now.plus(lease)))
                .param("ids", free)
                .update();
        var claimed =
                jdbc.sql("""
                        SELECT d.id, d.notification_id, d.user_id, d.token, d.at_most_once, d.silent, d.attempts, d.held,
                            d.unknown_attempts,
                            d.device_id, d.queued_at, t.user_id AS owner, t.disabled_reason, t.platform, t.expo_project,
                            n.read_at, n.type, n.title, n.body, n.data, n.deep_link, n.priority, n.category,
                            n.collapse_id, n.gathered
                        FROM push_delivery d
                        JOIN notification_log n ON n.id = d.notification_id
                        LEFT JOIN push_token t ON t.token = d.token
                        WHERE d.id IN (:ids) ORDER BY d.id
                        """).param("ids", free).query((row, n) -> claimed(row)).list();
        if (claimed.size() < free.size()) {
            forgetOrphans(free);
        }
        return claimed;
    }

    /** Those of these messages that still wait and that no sweep tells of, since workers count as told. Waits for no lock. */
    List<Long> leftToWorkers(Collection<Long> ids, Instant now) {
        return jdbc.sql("SELECT id FROM push_delivery WHERE id IN (:ids) AND state = 'QUEUED' AND hinted_until >= :now")
                .param("ids", ids)
                .param("now", UtcTimes.column(now))
                .query(Long.class)
                .list();
    }

    /** What was told to a person who was erased at that moment. */
    private void forgetOrphans(List<Long> ids) {
        jdbc.sql("""
                        DELETE FROM push_delivery WHERE id IN (:ids)
                            AND NOT EXISTS (SELECT 1 FROM notification_log n WHERE n.id = push_delivery.notification_id)
                        """).param("ids", ids).update();
    }

    /**
     * Notes that these messages are being sent. To be committed before they are: only from then on nobody knows, should this worker
     * be lost, whether they went out.
     *
     * @return the numbers of those that this worker still holds
     */
    Set<Long> begin(List<Claimed> messages, Instant now, Duration lease) {
        var attempts = messages.stream().collect(Collectors.toMap(Claimed::id, Claimed::attempts));
        var held = new HashSet<Long>();
        jdbc.sql("""
                        SELECT id, attempts FROM push_delivery WHERE id IN (:ids) AND state IN ('CLAIMED', 'SENDING') FOR UPDATE
                        """).param("ids", attempts.keySet()).query(row -> {
            if (attempts.getOrDefault(row.getLong("id"), 0) == row.getInt("attempts")) {
                held.add(row.getLong("id"));
            }
        });
        if (!held.isEmpty()) {
            jdbc.sql("UPDATE push_delivery SET state = 'SENDING', lease_until = :lease WHERE id IN (:ids)")
                    .param("lease", UtcTimes.column(now.plus(lease)))
                    .param("ids", held)
                    .update();
        }
        return held;
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        var owner = row.getBytes("owner");
        var platform = row.getString("platform");
        return new Claimed(
                row.getLong("id"),
                row.getString("notification_id"),
                new String(row.getBytes("user_id"), UTF_8),
                new String(row.getBytes("device_id"), UTF_8),
                row.getString("token"),
                owner == null ? null : new String(owner, UTF_8),
                row.getString("disabled_reason") != null,
                platform == null ? "" : platform,
                row.getString("expo_project"),
                row.getBoolean("at_most_once"),
                row.getBoolean("silent"),
                row.getInt("attempts"),
                row.getInt("held"),
                row.getInt("unknown_attempts"),
                UtcTimes.instant(row.getObject("queued_at", LocalDateTime.class)),
                row.getObject("read_at", LocalDateTime.class) != null,
                row.getString("type"),
                row.getString("category"),
                row.getString("title"),
                row.getString("body"),
                row.getString("data"),
                row.getString("deep_link"),
                Priority.valueOf(row.getString("priority")),
                row.getString("collapse_id"),
                row.getString("gathered"));
    }

    /** What is unread of each of these people. */
    Map<String, Long> unread(Collection<String> userIds, Instant now) {
        var counts = new HashMap<String, Long>();
        jdbc.sql("""
                        SELECT user_id, COUNT(*) AS n FROM notification_log
                        WHERE user_id IN (:users) AND read_at IS NULL AND visible_at <= :now AND cancelled_at IS NULL
                        GROUP BY user_id
                        """)
                .param(
                        "users",
                        userIds.stream().map(user -> user.getBytes(UTF_8)).toList())
                .param("now", UtcTimes.column(now))
                .query(row -> {
                    counts.put(new String(row.getBytes("user_id"), UTF_8), row.getLong("n"));
                });
        return counts;
    }

    /** Only what this worker still holds is written: after its lease the message is somebody else's. */
    void record(List<Result> results, Instant now) {
        batches.batchUpdate(
                """
                UPDATE push_delivery
                SET state = :state, error = :error, not_before = COALESCE(:notBefore, not_before), hinted_until = NULL,
                    unknown_attempts = unknown_attempts + :unknown, held = held + :held, lease_until = NULL, ticket_id = :ticket,
                    receipt_due_at = :receiptDue, accepted_at = :accepted, finished_at = :finished
                WHERE id = :id AND state IN ('CLAIMED', 'SENDING') AND attempts = :attempts
                """, results.stream().map(result -> parameters(result, now)).toArray(MapSqlParameterSource[]::new));
    }

    private static MapSqlParameterSource parameters(Result result, Instant now) {
        var values = new MapSqlParameterSource()
                .addValue("id", result.message().id())
                .addValue("attempts", result.message().attempts())
                .addValue("error", null)
                .addValue("notBefore", null)
                .addValue("unknown", 0)
                .addValue("held", 0)
                .addValue("ticket", null)
                .addValue("receiptDue", null)
                .addValue("accepted", null)
                .addValue("finished", UtcTimes.column(now));
        if (result instanceof Result.Accepted accepted) {
            var due = accepted.receiptDue();
            return values.addValue("state", "ACCEPTED")
                    .addValue("ticket", accepted.ticket())
                    .addValue("receiptDue", due == null ? null : UtcTimes.column(due))
                    .addValue("accepted", UtcTimes.column(now))
                    .addValue("finished", due == null ? UtcTimes.column(now) : null);
        }
        if (result instanceof Result.Again again) {
            return values.addValue("state", "QUEUED")
                    .addValue("error", again.error())
                    .addValue("notBefore", UtcTimes.column(again.notBefore()))
                    .addValue("unknown", again.outcomeUnknown() ? 1 : 0)
                    .addValue("finished", null);
        }
        if (result instanceof Result.Held held) {
            return values.addValue("state", "QUEUED")
                    .addValue("notBefore", UtcTimes.column(held.notBefore()))
                    .addValue("held", 1)
                    .addValue("finished", null);
        }
        if (result instanceof Result.Unknown unknown) {
            return values.addValue("state", "UNKNOWN").addValue("error", unknown.error());
        }
        if (result instanceof Result.Skipped skipped) {
            return values.addValue("state", "SKIPPED").addValue("error", skipped.error());
        }
        var error = result instanceof Result.Gone gone ? gone.error() : ((Result.Failed) result).error();
        return values.addValue("state", "FAILED").addValue("error", error);
    }

    /**
     * Takes messages away from workers that have not been heard of. What was not being sent yet waits again as before; of the
     * others those that may be sent twice are sent again, the rest never.
     *
     * @return the notifications that they belong to
     */
    List<String> reclaim(Instant now, int unknownTries, int limit) {
        var late = jdbc.sql("""
                        SELECT id, notification_id, state FROM push_delivery
                        WHERE state IN ('CLAIMED', 'SENDING') AND lease_until < :now
                        LIMIT :limit FOR UPDATE SKIP LOCKED
                        """)
                .param("now", UtcTimes.column(now))
                .param("limit", limit)
                .query((row, n) -> new Late(
                        row.getLong("id"),
                        row.getString("notification_id"),
                        row.getString("state").equals("SENDING")))
                .list();
        waitAgain(late.stream().filter(one -> !one.begun()).map(Late::id).toList());
        endOrRepeat(late.stream().filter(Late::begun).map(Late::id).toList(), now, unknownTries);
        return late.stream().map(Late::notificationId).distinct().toList();
    }

    /** @param begun whether it may have been sent */
    private record Late(long id, String notificationId, boolean begun) {}

    private void waitAgain(List<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql(
                            "UPDATE push_delivery SET state = 'QUEUED', hinted_until = NULL, lease_until = NULL WHERE id IN (:ids)")
                    .param("ids", ids)
                    .update();
        }
    }

    private void endOrRepeat(List<Long> ids, Instant now, int unknownTries) {
        if (ids.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        UPDATE push_delivery
                        SET finished_at = CASE WHEN at_most_once OR unknown_attempts + 1 >= :tries THEN :now ELSE NULL END,
                            state = CASE WHEN at_most_once OR unknown_attempts + 1 >= :tries THEN 'UNKNOWN' ELSE 'QUEUED' END,
                            error = 'WORKER_LOST', unknown_attempts = unknown_attempts + 1, hinted_until = NULL,
                            lease_until = NULL, not_before = :now
                        WHERE id IN (:ids)
                        """)
                .param("tries", unknownTries)
                .param("now", UtcTimes.column(now))
                .param("ids", ids)
                .update();
    }
}
