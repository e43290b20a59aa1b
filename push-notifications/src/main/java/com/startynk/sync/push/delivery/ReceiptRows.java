package com.startynk.sync.push.delivery;

import com.startynk.sync.push.platform.UtcTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Messages of the outbox that Expo has, until it says what became of them. All writes belong into transactions. */
final class ReceiptRows {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    ReceiptRows(JdbcTemplate jdbc) {
        this.jdbc = JdbcClient.create(jdbc);
        this.batches = new NamedParameterJdbcTemplate(jdbc);
    }

    /** A message that Expo has, and of which it has not said yet what became of it. */
    record Asked(
            long id,
            String notificationId,
            boolean silent,
            String ticket,
            String token,
            int attempts,
            Instant acceptedAt,
            int tries) {}

    /** Those whose receipt is due; asked for next after {@code retry}, unless something is written before. */
    List<Asked> takeReceiptsDue(Instant now, Instant retry, int limit) {
        var due = jdbc.sql("""
                        SELECT id, notification_id, silent, ticket_id, token, attempts, accepted_at, receipt_tries FROM push_delivery
                        WHERE state = 'ACCEPTED' AND receipt_due_at <= :now
                        ORDER BY receipt_due_at LIMIT :limit FOR UPDATE SKIP LOCKED
                        """)
                .param("now", UtcTimes.column(now))
                .param("limit", limit)
                .query((row, n) -> new Asked(
                        row.getLong("id"),
                        row.getString("notification_id"),
                        row.getBoolean("silent"),
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
}
