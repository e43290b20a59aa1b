package com.startynk.sync.push.retention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.push.platform.UtcTimes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class NotificationRetentionTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration KEPT = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    NotificationRetentionTest() {
        var stack = EmbeddedStack.shared();
        var servers = stack.properties(stack.newDatabase());
        var database = new DriverManagerDataSource(
                servers.get("spring.datasource.url"),
                servers.get("spring.datasource.username"),
                servers.get("spring.datasource.password"));
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/push")
                .load()
                .migrate();
        jdbc = JdbcClient.create(database);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    @Test
    void forgetsWhatIsOlderThanItsTimeInSmallPortions() {
        for (var n = 0; n < 23; n++) {
            notify("ada", "ANNOUNCEMENT", "DELIVERED", NOON.minus(KEPT).minusSeconds(1 + n));
        }
        notify("ada", "ANNOUNCEMENT", "DELIVERED", NOON.minus(KEPT));
        notify("ada", "ANNOUNCEMENT", "SCHEDULED", NOON.plus(KEPT));

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

    private void notify(String user, String type, String status, Instant at) {
        transactions.executeWithoutResult(transaction -> jdbc.sql("""
                        INSERT INTO notification_log (id, user_id, type, title, body, data, status, created_at, visible_at)
                        VALUES (?, ?, ?, 'Storm', 'Secure the crane', '{}', ?, ?, ?)
                        """)
                .params(
                        UUID.randomUUID().toString(),
                        user.getBytes(UTF_8),
                        type,
                        status,
                        UtcTimes.column(at),
                        UtcTimes.column(at))
                .update());
    }
}
