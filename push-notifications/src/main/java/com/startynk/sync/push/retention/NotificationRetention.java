package com.startynk.sync.push.retention;

import java.time.Clock;
import java.util.Objects;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes notifications that are too old, in small portions. */
final class NotificationRetention {

    private final OldNotificationRows rows;
    private final TransactionOperations transactions;
    private final NotificationRetentionSettings settings;
    private final Clock clock;

    NotificationRetention(
            OldNotificationRows rows,
            TransactionOperations transactions,
            NotificationRetentionSettings settings,
            Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    void run() {
        var time = clock.instant().minus(settings.notificationLog());
        int deleted;
        do {
            deleted = Objects.requireNonNullElse(
                    transactions.execute(status -> rows.deleteBefore(time, settings.batch())), 0);
        } while (deleted == settings.batch());
    }
}
