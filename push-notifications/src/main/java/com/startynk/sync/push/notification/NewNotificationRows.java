package com.startynk.sync.push.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.push.platform.UtcTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * New rows of the table {@code notification_log}, written by statements of a few fixed sizes, each prepared once for each
 * connection. Unlike {@code BulkRows} it has to say which rows were there before.
 */
final class NewNotificationRows {

    /** The largest still fits the driver's cache of prepared statements, by its length. */
    private static final int[] SIZES = {64, 16, 4, 1};

    private static final String INSERT = "INSERT INTO notification_log (id, user_id, type, category, title, body, data,"
            + " deep_link, priority, at_most_once, collapse_id, created_by, reason, gathered, per_hour, status, created_at,"
            + " scheduled_for, visible_at) VALUES ";
    private static final String ROW = "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    private final JdbcClient jdbc;

    NewNotificationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Answers those that were not there before, in their order: an id is taken once. */
    List<NewNotification> insert(List<NewNotification> some, Instant now) {
        var fresh = new ArrayList<NewNotification>();
        var at = 0;
        for (var size : SIZES) {
            for (; some.size() - at >= size; at += size) {
                fresh.addAll(insertTogether(some.subList(at, at + size), now));
            }
        }
        return fresh;
    }

    private List<NewNotification> insertTogether(List<NewNotification> some, Instant now) {
        try {
            jdbc.sql(INSERT + String.join(",", Collections.nCopies(some.size(), ROW)))
                    .params(some.stream()
                            .flatMap(one -> values(one, now).stream())
                            .toList())
                    .update();
            return some;
        } catch (DuplicateKeyException e) {
            // The whole statement is taken back. Rare enough: what events lead to is written with the token's move.
            return some.size() == 1
                    ? List.of()
                    : some.stream()
                            .flatMap(one -> insertTogether(List.of(one), now).stream())
                            .toList();
        }
    }

    private static List<@Nullable Object> values(NewNotification one, Instant now) {
        var scheduled = one.scheduledFor();
        var made = made(one, now);
        return Arrays.asList(
                one.id(),
                bytes(one.userId()),
                one.type(),
                one.category(),
                one.title(),
                one.body(),
                one.data(),
                one.deepLink(),
                one.priority().name(),
                one.atMostOnce(),
                one.collapseId(),
                bytes(one.createdBy()),
                one.reason(),
                one.change(),
                one.perHour(),
                scheduled == null ? NotificationStatus.PENDING.name() : NotificationStatus.SCHEDULED.name(),
                UtcTimes.column(made),
                scheduled == null ? null : UtcTimes.column(scheduled),
                UtcTimes.column(scheduled == null ? made : scheduled));
    }

    /** Clocks of nodes differ: nothing is dated later than it was put down, or it could not be seen yet. */
    private static Instant made(NewNotification one, Instant now) {
        var happened = one.happenedAt();
        return happened == null || happened.isAfter(now) ? now : happened;
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }
}
