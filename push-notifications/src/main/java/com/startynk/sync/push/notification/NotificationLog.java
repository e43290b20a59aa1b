package com.startynk.sync.push.notification;

import com.startynk.sync.protocol.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** What a person has been told, on all of the person's devices. */
final class NotificationLog {

    private final NotificationRows rows;
    private final TransactionOperations transactions;
    private final Clock clock;

    NotificationLog(NotificationRows rows, TransactionOperations transactions, Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
    }

    record Page(List<Notification> items, @Nullable String nextCursor, long unreadCount) {}

    record Marked(int updated, long unreadCount) {}

    Page list(NotificationsQuery query, Caller caller) {
        return inOneTransaction(() -> {
            var now = clock.instant();
            var found = rows.find(caller.userId(), query, query.limit() + 1, now);
            var more = found.size() > query.limit();
            var items = more ? found.subList(0, query.limit()) : found;
            var next = more ? ListCursor.at(items.get(items.size() - 1)).encode() : null;
            return new Page(items, next, rows.countUnread(caller.userId(), now));
        });
    }

    /** Marks the caller's own notifications only; others and unknown ones are not worth an error, since nothing shows them. */
    Marked mark(ReadMarks marks, Caller caller) {
        return inOneTransaction(() -> {
            var now = clock.instant();
            var ids = marks.ids();
            var updated =
                    ids == null ? rows.markAllRead(caller.userId(), now) : rows.markRead(caller.userId(), ids, now);
            return new Marked(updated, rows.countUnread(caller.userId(), now));
        });
    }

    private <T> T inOneTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transactions.<T>execute(transaction -> work.get()));
    }
}
