package com.startynk.sync.push.figures;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.dashboard.FindNotificationFigures;
import com.startynk.sync.protocol.dashboard.NotificationFigures.Failure;
import com.startynk.sync.protocol.dashboard.NotificationFigures.OfType;
import com.startynk.sync.protocol.dashboard.NotificationFigures.Standing;
import com.startynk.sync.push.FreshDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class FigureQueriesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:30:30Z");
    private static final Instant HOUR = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant MINUTE = Instant.parse("2026-11-23T12:29:00Z");

    private final FreshDatabase database = FreshDatabase.migrated();
    private final JdbcClient jdbc = database.client();
    private final TransactionTemplate transactions = database.transactions();

    @Test
    void countByWhenTheTimeOfANotificationCameAndHowItStands() {
        database.notification("ada", "ANNOUNCEMENT", "DELIVERED", MINUTE.plusSeconds(1));
        database.notification("ada", "ANNOUNCEMENT", "DELIVERED", MINUTE.plusSeconds(59));
        var failed = database.notification("ben", "CONFLICT", "FAILED", MINUTE.plusSeconds(2));
        delivery(failed, "phone", "DeviceNotRegistered");
        delivery(failed, "tablet", "DeviceNotRegistered");
        database.notification("ben", "CONFLICT", "FAILED", MINUTE.minus(Duration.ofHours(1)));
        database.notification("ben", "CONFLICT", "SENT", HOUR.minus(Duration.ofHours(5)));
        database.notification("ben", "CONFLICT", "SENT", HOUR.minus(Duration.ofDays(2)));
        database.notification("ben", "CONFLICT", "SCHEDULED", NOW.plusSeconds(60));

        var figures = figures(null);

        assertThat(figures.byMinute())
                .containsExactly(new Standing(MINUTE, "DELIVERED", 2), new Standing(MINUTE, "FAILED", 1));
        assertThat(figures.byHour())
                .containsExactly(
                        new Standing(HOUR.minus(Duration.ofHours(5)), "SENT", 1),
                        new Standing(HOUR.minus(Duration.ofHours(1)), "FAILED", 1),
                        new Standing(HOUR, "DELIVERED", 2),
                        new Standing(HOUR, "FAILED", 1));
        assertThat(figures.byType())
                .containsExactly(
                        new OfType("ANNOUNCEMENT", "DELIVERED", 2),
                        new OfType("CONFLICT", "FAILED", 2),
                        new OfType("CONFLICT", "SENT", 1));
        assertThat(figures.failures())
                .containsExactly(new Failure("DeviceNotRegistered", 2), new Failure("UNKNOWN", 1));
    }

    @Test
    void countThoseOfSomePeople() {
        database.notification("ada", "ANNOUNCEMENT", "DELIVERED", MINUTE);
        database.notification("ben", "ANNOUNCEMENT", "DELIVERED", MINUTE);

        assertThat(figures(List.of("ada", "carla")).byMinute()).containsExactly(new Standing(MINUTE, "DELIVERED", 1));
        assertThat(figures(List.of()).byMinute()).isEmpty();
    }

    private com.startynk.sync.protocol.dashboard.NotificationFigures figures(List<String> users) {
        return new FigureQueries(new FigureRows(jdbc), Clock.fixed(NOW, ZoneOffset.UTC))
                .handle(new FindNotificationFigures(
                        NOW.minus(Duration.ofHours(1)), HOUR.minus(Duration.ofHours(23)), users));
    }

    private void delivery(String notification, String device, String error) {
        transactions.executeWithoutResult(transaction -> jdbc.sql("""
                        INSERT INTO push_delivery (notification_id, user_id, device_id, token, state, at_most_once,
                            not_before, error, queued_at)
                        VALUES (?, 'ben', ?, 'ExponentPushToken[x]', 'FAILED', FALSE, NOW(3), ?, NOW(3))
                        """)
                .params(notification, device.getBytes(UTF_8), error)
                .update());
    }
}
