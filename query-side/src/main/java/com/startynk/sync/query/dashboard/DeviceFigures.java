package com.startynk.sync.query.dashboard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.startynk.sync.query.dashboard.DeviceFigureRows.Active;
import com.startynk.sync.query.dashboard.DeviceFigureRows.Silent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Who is there and who is not heard of. Looked up once in a while, however many dashboards are open: those who ask meanwhile wait
 * for the answer instead of asking the database too.
 */
final class DeviceFigures {

    private static final Duration ACTIVE = Duration.ofDays(1);

    /** Managers who look at the same time. */
    private static final int REMEMBERED = 200;

    private final DeviceFigureRows rows;
    private final DashboardSettings settings;
    private final Clock clock;
    private final Cache<Optional<List<String>>, Found> found;

    DeviceFigures(DeviceFigureRows rows, DashboardSettings settings, Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
        this.found = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(settings.deviceFigures())
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Who was active in the last day, and which devices were silent. */
    record Found(Active active, List<Silent> silent) {}

    Found of(Scope scope) {
        return found.get(Optional.ofNullable(scope.projects()), this::find);
    }

    private Found find(Optional<List<String>> some) {
        var now = clock.instant();
        var projects = some.orElse(null);
        return new Found(
                rows.activeSince(now.minus(ACTIVE), projects),
                rows.lastSeen(
                        now.minus(settings.forgottenAfter()),
                        now.minus(settings.silentAfter()),
                        settings.silentDevices(),
                        projects));
    }
}
