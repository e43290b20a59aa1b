package com.startynk.sync.push.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.push.notification.Priority;
import com.startynk.sync.push.platform.UtcTimes;
import com.startynk.sync.push.token.Device;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code push_delivery}: the outbox. All writes belong into transactions. */
final class DeliveryRows {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    DeliveryRows(JdbcTemplate jdbc) {
        this.jdbc = JdbcClient.create(jdbc);
        this.batches = new NamedParameterJdbcTemplate(jdbc);
    }

    /** A message that is to be made. */
    record Message(String notificationId, Device device, boolean atMostOnce, Instant notBefore, Instant now) {}

    void insert(List<Message> messages) {
        batches.batchUpdate("""
                INSERT INTO push_delivery (notification_id, user_id, device_id, token, state, at_most_once, not_before,
                    queued_at)
                VALUES (:notification, :user, :device, :token, 'QUEUED', :atMostOnce, :notBefore, :now)
                """, messages.stream().map(DeliveryRows::parameters).toArray(MapSqlParameterSource[]::new));
    }

    private static MapSqlParameterSource parameters(Message message) {
        return new MapSqlParameterSource()
                .addValue("notification", message.notificationId())
                .addValue("user", message.device().userId().getBytes(UTF_8))
                .addValue("device", message.device().deviceId().getBytes(UTF_8))
                .addValue("token", message.device().token())
                .addValue("atMostOnce", message.atMostOnce())
                .addValue("notBefore", UtcTimes.column(message.notBefore()))
                .addValue("now", UtcTimes.column(message.now()));
    }

    /** The messages of these notifications that can be sent now; whoever asks is about to say so to the workers. */
    List<Long> hint(Collection<String> notificationIds, Instant now, Instant hintedUntil) {
        var ids = jdbc.sql("""
                        SELECT id FROM push_delivery
                        WHERE notification_id IN (:notifications) AND state = 'QUEUED' AND not_before <= :now
                        """)
                .param("notifications", notificationIds)
                .param("now", UtcTimes.column(now))
                .query(Long.class)
                .list();
        hinted(ids, hintedUntil);
        return ids;
    }

    /**
     * Messages that are due and that workers have not been told of, or so long ago that it was lost.
     *
     * @param again whether those that were told of long ago are among them
     */
    List<Long> hintDue(Instant now, Instant hintedUntil, boolean again, int limit) {
        var ids = jdbc.sql(
                        "SELECT id FROM push_delivery WHERE state = 'QUEUED' AND not_before <= :now AND (hinted_until IS NULL"
                                + (again ? " OR hinted_until < :now" : "")
                                + ") ORDER BY not_before LIMIT :limit FOR UPDATE SKIP LOCKED")
                .param("now", UtcTimes.column(now))
                .param("limit", limit)
                .query(Long.class)
                .list();
        hinted(ids, hintedUntil);
        return ids;
    }

    private void hinted(List<Long> ids, Instant until) {
        if (!ids.isEmpty()) {
            jdbc.sql("UPDATE push_delivery SET hinted_until = :until WHERE id IN (:ids)")
                    .param("until", UtcTimes.column(until))
                    .param("ids", ids)
                    .update();
        }
    }

    /** What is due, without a queue to tell. */
    List<Long> due(Instant now, int limit) {
        return jdbc.sql("""
                        SELECT id FROM push_delivery WHERE state = 'QUEUED' AND not_before <= :now
                        ORDER BY not_before LIMIT :limit
                        """)
                .param("now", UtcTimes.column(now))
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    /** Takes those of these messages that are to be sent and that nobody else is sending. */
    List<Claimed> claim(Collection<Long> ids, Instant now, Duration lease) {
        var free = jdbc.sql("""
                        SELECT id FROM push_delivery
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
                        UPDATE push_delivery SET state = 'SENDING', attempts = attempts + 1, lease_until = :lease
                        WHERE id IN (:ids)
                        """)
                .param("lease", UtcTimes.column(now.plus(lease)))
                .param("ids", free)
                .update();
        return jdbc.sql("""
                        SELECT d.id, d.notification_id, d.user_id, d.token, d.at_most_once, d.attempts, d.unknown_attempts,
                            d.queued_at, t.user_id AS owner, t.disabled_reason, t.platform, t.expo_project,
                            n.read_at, n.type, n.title, n.body, n.data, n.deep_link, n.priority, n.collapse_id
                        FROM push_delivery d
                        JOIN notification_log n ON n.id = d.notification_id
                        LEFT JOIN push_token t ON t.token = d.token
                        WHERE d.id IN (:ids) ORDER BY d.id
                        """).param("ids", free).query((row, n) -> claimed(row)).list();
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        var owner = row.getBytes("owner");
        var platform = row.getString("platform");
        return new Claimed(
                row.getLong("id"),
                row.getString("notification_id"),
                new String(row.getBytes("user_id"), UTF_8),
                row.getString("token"),
                owner == null ? null : new String(owner, UTF_8),
                row.getString("disabled_reason") != null,
                platform == null ? "" : platform,
                row.getString("expo_project"),
                row.getBoolean("at_most_once"),
                row.getInt("attempts"),
                row.getInt("unknown_attempts"),
                UtcTimes.instant(row.getObject("queued_at", LocalDateTime.class)),
                row.getObject("read_at", LocalDateTime.class) != null,
                row.getString("type"),
                row.getString("title"),
                row.getString("body"),
                row.getString("data"),
                row.getString("deep_link"),
                Priority.valueOf(row.getString("priority")),
                row.getString("collapse_id"));
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
                    unknown_attempts = unknown_attempts + :unknown, lease_until = NULL, ticket_id = :ticket,
                    receipt_due_at = :receiptDue, accepted_at = :accepted, finished_at = :finished
                WHERE id = :id AND state = 'SENDING' AND attempts = :attempts
                """, results.stream().map(result -> parameters(result, now)).toArray(MapSqlParameterSource[]::new));
    }

    private static MapSqlParameterSource parameters(Result result, Instant now) {
        var values = new MapSqlParameterSource()
                .addValue("id", result.message().id())
                .addValue("attempts", result.message().attempts())
                .addValue("error", null)
                .addValue("notBefore", null)
                .addValue("unknown", 0)
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
     * Takes messages away from workers that have not been heard of: those that may be sent twice are sent again, the others
     * never.
     *
     * @return the notifications that they belong to
     */
    List<String> reclaim(Instant now, int unknownTries, int limit) {
        var late = jdbc.sql("""
                        SELECT id, notification_id FROM push_delivery WHERE state = 'SENDING' AND lease_until < :now
                        LIMIT :limit FOR UPDATE SKIP LOCKED
                        """)
                .param("now", UtcTimes.column(now))
                .param("limit", limit)
                .query((row, n) -> Map.entry(row.getLong("id"), row.getString("notification_id")))
                .list();
        if (late.isEmpty()) {
            return List.of();
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
                .param("ids", late.stream().map(Map.Entry::getKey).toList())
                .update();
        return late.stream().map(Map.Entry::getValue).distinct().toList();
    }

    /** A message that Expo has, and of which it has not said yet what became of it. */
    record Asked(
            long id, String notificationId, String ticket, String token, int attempts, Instant acceptedAt, int tries) {}

    /** Those whose receipt is due; asked for next after {@code retry}, unless something is written before. */
    List<Asked> takeReceiptsDue(Instant now, Instant retry, int limit) {
        var due = jdbc.sql("""
                        SELECT id, notification_id, ticket_id, token, attempts, accepted_at, receipt_tries FROM push_delivery
                        WHERE state = 'ACCEPTED' AND receipt_due_at <= :now
                        ORDER BY receipt_due_at LIMIT :limit FOR UPDATE SKIP LOCKED
                        """)
                .param("now", UtcTimes.column(now))
                .param("limit", limit)
                .query((row, n) -> new Asked(
                        row.getLong("id"),
                        row.getString("notification_id"),
                        row.getString("ticket_id"),
                        row.getString("token"),
                        row.getInt("attempts"),
                        UtcTimes.instant(row.getObject("accepted_at", LocalDateTime.class)),
                        row.getInt("receipt_tries")))
                .list();
        if (!due.isEmpty()) {
            jdbc.sql("UPDATE push_delivery SET receipt_due_at = :retry WHERE id IN (:ids)")
                    .param("retry", UtcTimes.column(retry))
                    .param("ids", due.stream().map(Asked::id).toList())
                    .update();
        }
        return due;
    }

    /**
     * Asked in vain.
     *
     * @param next null when nobody asks any more
     */
    record NoReceipt(Asked message, @Nullable Instant next) {}

    void noReceipts(List<NoReceipt> some, Instant now) {
        batches.batchUpdate(
                """
                UPDATE push_delivery SET receipt_due_at = :next, receipt_tries = receipt_tries + 1,
                    finished_at = CASE WHEN :next IS NULL THEN :now ELSE NULL END,
                    error = CASE WHEN :next IS NULL THEN 'NO_RECEIPT' ELSE NULL END
                WHERE id = :id AND state = 'ACCEPTED' AND attempts = :attempts
                """,
                some.stream()
                        .map(one -> new MapSqlParameterSource()
                                .addValue("next", one.next() == null ? null : UtcTimes.column(one.next()))
                                .addValue("now", UtcTimes.column(now))
                                .addValue("id", one.message().id())
                                .addValue("attempts", one.message().attempts()))
                        .toArray(MapSqlParameterSource[]::new));
    }

    /**
     * What Expo has said of a message.
     *
     * @param error null for what was delivered
     */
    record WithReceipt(Asked message, @Nullable String error) {}

    void receipts(List<WithReceipt> some, Instant now) {
        batches.batchUpdate(
                """
                UPDATE push_delivery SET state = :state, error = :error, receipt_due_at = NULL, finished_at = :now,
                    receipt_tries = receipt_tries + 1
                WHERE id = :id AND state = 'ACCEPTED' AND attempts = :attempts
                """,
                some.stream()
                        .map(one -> new MapSqlParameterSource()
                                .addValue("state", one.error() == null ? "DELIVERED" : "FAILED")
                                .addValue("error", one.error())
                                .addValue("now", UtcTimes.column(now))
                                .addValue("id", one.message().id())
                                .addValue("attempts", one.message().attempts()))
                        .toArray(MapSqlParameterSource[]::new));
    }

    /** The receipt says that the phone did not get it, and that it is worth trying again. */
    void sendAgain(Asked message, String error, Instant notBefore) {
        jdbc.sql("""
                        UPDATE push_delivery SET state = 'QUEUED', error = :error, not_before = :notBefore, ticket_id = NULL,
                            receipt_due_at = NULL, receipt_tries = 0, hinted_until = NULL
                        WHERE id = :id AND state = 'ACCEPTED' AND attempts = :attempts
                        """)
                .param("error", error)
                .param("notBefore", UtcTimes.column(notBefore))
                .param("id", message.id())
                .param("attempts", message.attempts())
                .update();
    }

    /**
     * Gives up what waits for a device that is not to be woken any more.
     *
     * @return the notifications that it belongs to
     */
    List<String> giveUp(String userId, @Nullable String deviceId, String error, Instant now) {
        var where =
                " WHERE user_id = :user AND state = 'QUEUED'" + (deviceId == null ? "" : " AND device_id = :device");
        var params = new HashMap<String, Object>();
        params.put("user", userId.getBytes(UTF_8));
        if (deviceId != null) {
            params.put("device", deviceId.getBytes(UTF_8));
        }
        var ids = new ArrayList<Long>();
        var notifications = new ArrayList<String>();
        jdbc.sql("SELECT id, notification_id FROM push_delivery" + where)
                .params(params)
                .query(row -> {
                    ids.add(row.getLong("id"));
                    notifications.add(row.getString("notification_id"));
                });
        if (!ids.isEmpty()) {
            jdbc.sql("""
                            UPDATE push_delivery SET state = 'FAILED', error = :error, finished_at = :now
                            WHERE id IN (:ids) AND state = 'QUEUED'
                            """)
                    .param("error", error)
                    .param("now", UtcTimes.column(now))
                    .param("ids", ids)
                    .update();
        }
        return notifications;
    }

    List<DeliveryReport.Line> report(String notificationId) {
        return jdbc.sql("""
                        SELECT device_id, state, attempts, queued_at, not_before, accepted_at, ticket_id, finished_at, error
                        FROM push_delivery WHERE notification_id = :notification ORDER BY id
                        """)
                .param("notification", notificationId)
                .query((row, n) -> line(row))
                .list();
    }

    private static DeliveryReport.Line line(ResultSet row) throws SQLException {
        var state = row.getString("state");
        var queued = UtcTimes.instant(row.getObject("queued_at", LocalDateTime.class));
        var accepted = UtcTimes.instantOrNull(row.getObject("accepted_at", LocalDateTime.class));
        var ticket = row.getString("ticket_id");
        return new DeliveryReport.Line(
                new String(row.getBytes("device_id"), UTF_8),
                state,
                row.getInt("attempts"),
                queued,
                state.equals("QUEUED") ? UtcTimes.instant(row.getObject("not_before", LocalDateTime.class)) : null,
                accepted,
                accepted == null ? null : Duration.between(queued, accepted).toMillis(),
                ticket,
                ticket == null ? null : UtcTimes.instantOrNull(row.getObject("finished_at", LocalDateTime.class)),
                row.getString("error"));
    }

    void forget(String userId) {
        jdbc.sql("DELETE FROM push_delivery WHERE user_id = :user")
                .param("user", userId.getBytes(UTF_8))
                .update();
    }

    int prune(Instant before, int limit) {
        return jdbc.sql("DELETE FROM push_delivery WHERE finished_at < :before LIMIT :limit")
                .param("before", UtcTimes.column(before))
                .param("limit", limit)
                .update();
    }

    long waiting() {
        return jdbc.sql("SELECT COUNT(*) FROM push_delivery WHERE state IN ('QUEUED', 'SENDING')")
                .query(Long.class)
                .single();
    }
}
