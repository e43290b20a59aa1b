package com.startynk.sync.query.dashboard;

import com.startynk.sync.protocol.dashboard.FindNotificationFigures;
import com.startynk.sync.protocol.dashboard.NotificationFigures;
import com.startynk.sync.protocol.dashboard.NotificationFigures.Failure;
import com.startynk.sync.protocol.dashboard.NotificationFigures.OfType;
import com.startynk.sync.protocol.dashboard.NotificationFigures.Standing;
import com.startynk.sync.query.activity.Step;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How notifications fare, of everybody or of the people of a manager's projects. */
final class NotificationBoard {

    private static final List<String> STATUSES = List.of("pending", "scheduled", "sent", "delivered", "failed");

    private final OtherServices others;
    private final DeviceFigureRows people;
    private final Clock clock;

    NotificationBoard(OtherServices others, DeviceFigureRows people, Clock clock) {
        this.others = others;
        this.people = people;
        this.clock = clock;
    }

    /**
     * What is drawn.
     *
     * @param byStatus by when a notification's time came, and how it stands now
     * @param byType of the same hours as {@code byStatus.lastDay}
     * @param failures likewise
     */
    record Notifications(Instant generatedAt, Series byStatus, List<OfType> byType, List<Failure> failures) {}

    Notifications draw(Scope scope) {
        var now = clock.instant();
        var figures = others.figures(new FindNotificationFigures(
                Step.MINUTE.drawn(now).get(0), Step.HOUR.drawn(now).get(0), people(scope.projects())));
        return new Notifications(
                now,
                Series.of(now, STATUSES, (from, step) -> counted(figures, step)),
                figures.byType(),
                figures.failures());
    }

    private @Nullable List<String> people(@Nullable List<String> projects) {
        return projects == null ? null : people.people(projects);
    }

    private static Map<Instant, long[]> counted(NotificationFigures figures, Step step) {
        var counted = new HashMap<Instant, long[]>();
        for (var some : step == Step.MINUTE ? figures.byMinute() : figures.byHour()) {
            var column = column(some);
            if (column >= 0) {
                counted.computeIfAbsent(some.at(), at -> new long[STATUSES.size()])[column] += some.count();
            }
        }
        return counted;
    }

    private static int column(Standing some) {
        return STATUSES.indexOf(some.status().toLowerCase(Locale.ROOT));
    }
}
