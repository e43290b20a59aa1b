package com.startynk.sync.query.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.platform.UtcTimes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class DeviceFiguresTest {

    private final RunningQuerySide querySide = RunningQuerySide.shared();
    private final Site site = new Site(querySide);
    private final String ada = Site.newUser();
    private final Scope quay = new Scope(List.of(site.project(ada)), Set.of());
    private Instant now = Instant.now();

    private final DeviceFigures figures = new DeviceFigures(
            querySide.bean(DeviceFigureRows.class),
            new DashboardSettings(Duration.ofDays(3), Duration.ofDays(30), 50, Duration.ofMinutes(1)),
            new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }
            });

    @Test
    void areLookedUpOnceAMinuteAndForEachViewApart() {
        querySide.settle();
        used("phone");
        assertThat(figures.of(quay).active().devices()).isEqualTo(1);
        used("tablet");

        assertThat(figures.of(quay).active().devices()).isEqualTo(1);
        assertThat(figures.of(new Scope(List.of(), Set.of())).active().devices())
                .isZero();
        assertThat(figures.of(new Scope(null, Set.of())).active().devices()).isGreaterThanOrEqualTo(2);
        now = now.plusSeconds(61);
        assertThat(figures.of(quay).active().devices()).isEqualTo(2);
        assertThat(figures.of(quay).active().people()).isEqualTo(1);
    }

    private void used(String device) {
        var at = UtcTimes.column(now);
        querySide
                .bean(TransactionTemplate.class)
                .executeWithoutResult(status -> querySide
                        .bean(JdbcTemplate.class)
                        .update(
                                "INSERT INTO device_use (user_id, device_id, first_seen_at, last_seen_at)"
                                        + " VALUES (?, ?, ?, ?)",
                                ada.getBytes(UTF_8),
                                device.getBytes(UTF_8),
                                at,
                                at));
    }
}
