package com.startynk.sync.push.figures;

import com.startynk.sync.protocol.dashboard.FindNotificationFigures;
import com.startynk.sync.protocol.dashboard.NotificationFigures;
import java.time.Clock;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;

/** Answers other services about how notifications fare. */
final class FigureQueries {

    private final FigureRows rows;
    private final Clock clock;

    FigureQueries(FigureRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @QueryHandler
    NotificationFigures handle(FindNotificationFigures query) {
        var users = query.userIds();
        if (users != null && users.isEmpty()) {
            return new NotificationFigures(List.of(), List.of(), List.of(), List.of());
        }
        var now = clock.instant();
        return new NotificationFigures(
                rows.byMinute(query.minutesFrom(), now, users),
                rows.byHour(query.hoursFrom(), now, users),
                rows.byType(query.hoursFrom(), now, users),
                rows.failures(query.hoursFrom(), now, users));
    }
}
