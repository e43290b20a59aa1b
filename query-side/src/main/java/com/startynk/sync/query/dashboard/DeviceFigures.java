package com.startynk.sync.query.dashboard;

import com.startynk.sync.query.dashboard.DeviceFigureRows.Active;
import com.startynk.sync.query.dashboard.DeviceFigureRows.Silent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is there and who is not heard of. Of everybody it is looked up once in a while, however many dashboards are open. */
final class DeviceFigures {

    private static final Duration ACTIVE = Duration.ofDays(1);

    private final DeviceFigureRows rows;
    private final DashboardSettings settings;
    private final Clock clock;
    private @Nullable Found ofAll;

    DeviceFigures(DeviceFigureRows rows, DashboardSettings settings, Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    /** What was found at a moment: who was active in the day before it, and which devices were silent. */
    record Found(Instant at, Active active, List<Silent> silent) {}

    Found of(Scope scope) {
        return scope.projects() == null ? ofAll() : find(scope.projects());
    }

    /** Those who ask meanwhile wait for the answer instead of asking the database too. */
    private synchronized Found ofAll() {
        var known = ofAll;
        if (known == null || !clock.instant().isBefore(known.at().plus(settings.deviceFigures()))) {
            known = find(null);
            ofAll = known;
        }
        return known;
    }

    private Found find(@Nullable List<String> projects) {
        var now = clock.instant();
        return new Found(
                now,
                rows.activeSince(now.minus(ACTIVE), projects),
                rows.lastSeen(
                        now.minus(settings.forgottenAfter()),
                        now.minus(settings.silentAfter()),
                        settings.silentDevices(),
                        projects));
    }
}
