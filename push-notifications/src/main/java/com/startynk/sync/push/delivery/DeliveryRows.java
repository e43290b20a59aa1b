package com.startynk.sync.push.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.push.platform.UtcTimes;
import com.startynk.sync.push.token.Device;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
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

    /**
     * A message that is to be made.
     *
     * @param notBefore when it may be sent; null for one that is only noted down
     * @param needless why that is so
     */
    record Message(
            String notificationId,
            Device device,
            boolean atMostOnce,
            @Nullable Instant notBefore,
            @Nullable String needless,
            Instant now) {

        boolean isToBeSent() {
            return notBefore != null;
        }
    }

    void insert(List<Message> messages) {
        batches.batchUpdate("""
                INSERT INTO push_delivery (notification_id, user_id, device_id, token, state, at_most_once, not_before,
                    error, queued_at, finished_at)
                VALUES (:notification, :user, :device, :token, :state, :atMostOnce, :notBefore, :error, :now, :finished)
                """, messages.stream().map(DeliveryRows::parameters).toArray(MapSqlParameterSource[]::new));
    }

    private static MapSqlParameterSource parameters(Message message) {
        var notBefore = message.notBefore();
        return new MapSqlParameterSource()
                .addValue("notification", message.notificationId())
                .addValue("user", message.device().userId().getBytes(UTF_8))
                .addValue("device", message.device().deviceId().getBytes(UTF_8))
                .addValue("token", message.device().token())
                .addValue("atMostOnce", message.atMostOnce())
                .addValue("state", notBefore == null ? "SKIPPED" : "QUEUED")
                .addValue("notBefore", UtcTimes.column(notBefore == null ? message.now() : notBefore))
                .addValue("error", message.needless())
                .addValue("finished", notBefore == null ? UtcTimes.column(message.now()) : null)
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
     * Messages that are due and that workers have not been told of, or so long ago that it was lost. They are looked for without
     * locks: the server locks all that it looks through until the transaction ends, and workers pass over what is locked.
     *
     * @param again whether those that were told of long ago are among them
     */
    List<Long> hintDue(Instant now, Instant hintedUntil, boolean again, int limit) {
        var where = "state = 'QUEUED' AND not_before <= :now AND (hinted_until IS NULL"
                + (again ? " OR hinted_until < :now" : "") + ")";
        var found = jdbc.sql("SELECT id FROM push_delivery WHERE " + where + " ORDER BY not_before LIMIT :limit")
                .param("now", UtcTimes.column(now))
                .param("limit", limit)
                .query(Long.class)
                .list();
        if (found.isEmpty()) {
            return List.of();
        }
        // By their numbers, or the server may choose to go through all that is due after all.
        var ids = jdbc.sql("SELECT id FROM push_delivery FORCE INDEX (PRIMARY) WHERE id IN (:ids) AND " + where
                        + " ORDER BY not_before FOR UPDATE SKIP LOCKED")
                .param("ids", found)
                .param("now", UtcTimes.column(now))
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
}
