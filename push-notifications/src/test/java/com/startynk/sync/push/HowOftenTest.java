package com.startynk.sync.push;

import static com.startynk.sync.push.Told.page;
import static com.startynk.sync.push.Told.register;
import static com.startynk.sync.push.Told.test;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.push.notification.Draft;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How often a person is woken, and when that counts. */
class HowOftenTest {

    private final Phone phone = Phone.ofSomebody();

    @Test
    void wakesAPersonSixtyTimesAnHourAndNotMore() {
        register(phone, "ok");
        for (var n = 0; n < 60; n++) {
            assertThat(test(phone, Map.of()).get("devices").intValue()).isEqualTo(1);
        }

        var answer = phone.post("/api/v1/notifications/test", Map.of());

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.errorCode()).isEqualTo("RATE_LIMITED");
        assertThat(page(phone).get("unreadCount").intValue()).isEqualTo(60);
    }

    @Test
    void countsWhatIsMadeInQuietHoursAtTheirEnd() {
        register(phone, "ok");
        var now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        var quiet = Map.of(
                "from", now.minusHours(1).toString(), "until", now.plusHours(3).toString());
        assertThat(phone.put("/api/v1/notifications/preferences", Map.of("quietHours", quiet))
                        .status())
                .isEqualTo(200);
        var id = UUID.randomUUID().toString();

        RunningService.put(Draft.to(phone.userId()).as(id).made());

        assertThat(RunningService.jdbc()
                        .queryForList(
                                "SELECT TIMESTAMPDIFF(MINUTE, created_at, pushed_at) > 150 AND pushed_at = d.not_before"
                                        + " FROM notification_log n JOIN push_delivery d ON d.notification_id = n.id"
                                        + " WHERE n.id = ?",
                                Boolean.class,
                                id))
                .containsExactly(true);
    }
}
