package com.startynk.sync.push.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.platform.database.KeyLists;
import com.startynk.sync.push.platform.UtcTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code notification_log}, one person's part of it at a time, and what is on its way to phones. */
public final class NotificationRows {

    private final JdbcClient jdbc;
    private final NewNotificationRows fresh;

    public NotificationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.fresh = new NewNotificationRows(jdbc);
    }

    /** The newest first. */
    List<Notification> find(String userId, NotificationsQuery query, int limit, Instant now) {
        var cursor = query.cursor();
        var sql = """
                SELECT id, type, title, body, data, deep_link, created_at, read_at, status, visible_at FROM notification_log
                WHERE user_id = :user AND visible_at <= :now AND cancelled_at IS NULL
                """
                + (query.unreadOnly() ? " AND read_at IS NULL" : "")
                // Said twice, since the servers look only the first of the two up in the index.
                + (cursor == null ? "" : " AND visible_at <= :below AND (visible_at < :below OR id < :belowId)")
                + " ORDER BY visible_at DESC, id DESC LIMIT :limit";
        var statement = jdbc.sql(sql)
                .param("user", userId.getBytes(UTF_8))
                .param("now", UtcTimes.column(now))
                .param("limit", limit);
        if (cursor != null) {
            statement = statement
                    .param("below", UtcTimes.column(cursor.visibleAt()))
                    .param("belowId", cursor.id());
        }
        return statement.query((row, n) -> notification(row)).list();
    }

    long countUnread(String userId, Instant now) {
        return jdbc.sql("""
                        SELECT COUNT(*) FROM notification_log
                        WHERE user_id = :user AND read_at IS NULL AND visible_at <= :now AND cancelled_at IS NULL
                        """)
                .param("user", userId.getBytes(UTF_8))
                .param("now", UtcTimes.column(now))
                .query(Long.class)
                .single();
    }

    int markAllRead(String userId, Instant now) {
        return jdbc.sql("""
                        UPDATE notification_log SET read_at = :now
                        WHERE user_id = :user AND read_at IS NULL AND visible_at <= :now AND cancelled_at IS NULL
                        """)
                .param("user", userId.getBytes(UTF_8))
                .param("now", UtcTimes.column(now))
                .update();
    }

    int markRead(String userId, List<String> ids, Instant now) {
        if (ids.isEmpty()) {
            return 0;
        }
        return jdbc.sql("""
                        UPDATE notification_log SET read_at = :now
                        WHERE id IN (:ids) AND user_id = :user AND read_at IS NULL AND visible_at <= :now AND cancelled_at IS NULL
                        """)
                .param("ids", ids)
                .param("user", userId.getBytes(UTF_8))
                .param("now", UtcTimes.column(now))
                .update();
    }

    /** Answers those that were not there before: an id is taken once. */
    public List<NewNotification> insert(List<NewNotification> some, Instant now) {
        return fresh.insert(some, now);
    }

    /** Takes scheduled ones whose time has come, so that nobody else does before this transaction ends. */
    public List<NewNotification> takeDue(Instant now, int limit) {
        return jdbc.sql("""
                        SELECT id, user_id, type, category, title, body, data, deep_link, priority, at_most_once, collapse_id,
                            created_by, per_hour FROM notification_log
                        WHERE status = 'SCHEDULED' AND visible_at <= :now AND cancelled_at IS NULL
                        ORDER BY visible_at LIMIT :limit FOR UPDATE SKIP LOCKED
                        """)
                .param("now", UtcTimes.column(now))
                .param("limit", limit)
                .query((row, n) -> new NewNotification(
                        row.getString("id"),
                        new String(row.getBytes("user_id"), UTF_8),
                        row.getString("type"),
                        row.getString("category"),
                        row.getString("title"),
                        row.getString("body"),
                        row.getString("data"),
                        row.getString("deep_link"),
                        Priority.valueOf(row.getString("priority")),
                        row.getBoolean("at_most_once"),
                        row.getString("collapse_id"),
                        text(row.getBytes("created_by")),
                        null,
                        null,
                        null,
                        row.getObject("per_hour", Integer.class),
                        null))
                .list();
    }

    /**
     * How one goes out.
     *
     * @param devices how many it goes to; none leaves it to the list and the sockets
     * @param wakes when the first of them may be woken: quiet hours may have to end before
     */
    public record Release(int devices, Instant wakes) {}

    /** Notes of these that they go out in one way. */
    public void released(Collection<String> ids, Release how, Instant now) {
        var isAlone = how.devices() == 0;
        jdbc.sql("""
                        UPDATE notification_log SET devices = :devices, status = :status, pushed_at = :pushed, sent_at = :sent
                        WHERE id IN (:ids)
                        """)
                .param("devices", how.devices())
                .param("status", isAlone ? NotificationStatus.SENT.name() : NotificationStatus.PENDING.name())
                .param("pushed", isAlone ? null : UtcTimes.column(how.wakes()))
                .param("sent", isAlone ? UtcTimes.column(now) : null)
                .param("ids", KeyLists.padded(ids))
                .update();
    }

    /** When people were woken since then, and will be, but for what is critical. */
    public List<Wakening> wakenings(Collection<String> userIds, Instant since) {
        return jdbc.sql("""
                        SELECT user_id, category, type, pushed_at FROM notification_log
                        WHERE user_id IN (:users) AND pushed_at > :since AND priority <> 'CRITICAL'
                        """)
                .param(
                        "users",
                        userIds.stream().map(user -> user.getBytes(UTF_8)).toList())
                .param("since", UtcTimes.column(since))
                .query((row, n) -> new Wakening(
                        new String(row.getBytes("user_id"), UTF_8),
                        row.getString("category"),
                        row.getString("type"),
                        UtcTimes.instant(row.getObject("pushed_at", LocalDateTime.class))))
                .list();
    }

    public List<Notification> find(Collection<String> ids) {
        return jdbc.sql("""
                        SELECT id, type, title, body, data, deep_link, created_at, read_at, status, visible_at
                        FROM notification_log WHERE id IN (:ids)
                        """)
                .param("ids", ids)
                .query((row, n) -> notification(row))
                .list();
    }

    /** Whether there is one that was not cancelled, made by this person where one is named. */
    public boolean isThere(String id, @Nullable String createdBy) {
        var sql = "SELECT COUNT(*) FROM notification_log WHERE id = :id AND cancelled_at IS NULL"
                + (createdBy == null ? "" : " AND created_by = :by");
        var statement = jdbc.sql(sql).param("id", id);
        return (createdBy == null ? statement : statement.param("by", createdBy.getBytes(UTF_8)))
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Whether it was still to come. */
    public boolean cancel(String id, Instant now) {
        return jdbc.sql("""
                                UPDATE notification_log SET cancelled_at = :now
                                WHERE id = :id AND status = 'SCHEDULED' AND cancelled_at IS NULL AND visible_at > :now
                                """).param("now", UtcTimes.column(now)).param("id", id).update() > 0;
    }

    /**
     * What a digest has gathered, locked until the transaction ends.
     *
     * @param open whether it still gathers
     */
    public record Gathered(@Nullable String changes, boolean open) {}

    /** Empty where there is none of this id. */
    public Optional<Gathered> gathered(String id) {
        return jdbc.sql("SELECT gathered, status FROM notification_log WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query((row, n) -> new Gathered(
                        row.getString("gathered"), row.getString("status").equals(NotificationStatus.SCHEDULED.name())))
                .optional();
    }

    /**
     * Lets a digest tell of more.
     *
     * @param changes as in {@link NewNotification#change()}, with commas between
     */
    public void gather(NewNotification digest, String changes) {
        jdbc.sql(
                        "UPDATE notification_log SET title = :title, body = :body, data = :data, gathered = :gathered WHERE id = :id")
                .param("title", digest.title())
                .param("body", digest.body())
                .param("data", digest.data())
                .param("gathered", changes)
                .param("id", digest.id())
                .update();
    }

    /** Takes back those that are still to come and have lost their reason. */
    public void cancelFor(Collection<String> reasons, Instant now) {
        if (reasons.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        UPDATE notification_log SET cancelled_at = :now
                        WHERE reason IN (:reasons) AND status = 'SCHEDULED' AND cancelled_at IS NULL AND visible_at > :now
                        """)
                .param("now", UtcTimes.column(now))
                .param("reasons", KeyLists.padded(reasons))
                .update();
    }

    /**
     * What has become of notifications that were sent to devices, from what has become of their messages. One that was needless
     * on all of them has woken nobody.
     */
    public void sumUp(Collection<String> ids) {
        jdbc.sql("""
                        UPDATE notification_log n
                        SET sent_at = COALESCE(sent_at, (SELECT MIN(d.accepted_at) FROM push_delivery d
                                WHERE d.notification_id = n.id AND NOT d.silent)),
                            pushed_at = (SELECT CASE WHEN SUM(d.state <> 'SKIPPED') > 0 THEN n.pushed_at END
                                FROM push_delivery d WHERE d.notification_id = n.id AND NOT d.silent),
                            status = (SELECT CASE
                                    WHEN SUM(d.state = 'DELIVERED') > 0 THEN 'DELIVERED'
                                    WHEN SUM(d.state = 'ACCEPTED') > 0 THEN 'SENT'
                                    WHEN SUM(d.state IN ('QUEUED', 'CLAIMED', 'SENDING')) > 0 THEN 'PENDING'
                                    WHEN SUM(d.state = 'SKIPPED') > 0 THEN 'SENT'
                                    ELSE 'FAILED' END
                                FROM push_delivery d WHERE d.notification_id = n.id AND NOT d.silent)
                        WHERE n.id IN (:ids)
                        """).param("ids", ids).update();
    }

    /** Forgets what a person was told: it may name people and things. */
    public void forget(String userId) {
        jdbc.sql("DELETE FROM notification_log WHERE user_id = :user")
                .param("user", userId.getBytes(UTF_8))
                .update();
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    private static Notification notification(ResultSet row) throws SQLException {
        return new Notification(
                row.getString("id"),
                row.getString("type"),
                row.getString("title"),
                row.getString("body"),
                row.getString("data"),
                row.getString("deep_link"),
                UtcTimes.instant(row.getObject("created_at", LocalDateTime.class)),
                UtcTimes.instantOrNull(row.getObject("read_at", LocalDateTime.class)),
                NotificationStatus.valueOf(row.getString("status")),
                UtcTimes.instant(row.getObject("visible_at", LocalDateTime.class)));
    }
}
