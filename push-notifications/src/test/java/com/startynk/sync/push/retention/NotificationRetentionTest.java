package com.startynk.sync.push.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.startynk.sync.push.FreshDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class NotificationRetentionTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration KEPT = Duration.ofDays(90);

    private final FreshDatabase database = FreshDatabase.migrated();
    private final JdbcClient jdbc = database.client();
    private final TransactionTemplate transactions = database.transactions();

    @Test
    void forgetsWhatIsOlderThanItsTimeInSmallPortions() {
        for (var n = 0; n < 23; n++) {
            database.notification(
                    "ada", "ANNOUNCEMENT", "DELIVERED", NOON.minus(KEPT).minusSeconds(1 + n));
        }
        database.notification("ada", "ANNOUNCEMENT", "DELIVERED", NOON.minus(KEPT));
        database.notification("ada", "ANNOUNCEMENT", "SCHEDULED", NOON.plus(KEPT));

        var settings = new NotificationRetentionSettings(KEPT, Duration.ofHours(1), 10);
        new NotificationRetention(
                        new OldNotificationRows(jdbc), transactions, settings, Clock.fixed(NOON, ZoneOffset.UTC))
                .run();

        assertThat(jdbc.sql("SELECT COUNT(*) FROM notification_log")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void refusesToForgetWithinADay() {
        assertThatThrownBy(() -> new NotificationRetentionSettings(Duration.ofHours(23), Duration.ofHours(1), 500))
                .hasMessageContaining("startynk.retention.notification-log");
    }
}
