package com.startynk.sync.query.dashboard;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.dashboard.FindNotificationFigures;
import com.startynk.sync.protocol.dashboard.NotificationFigures;
import com.startynk.sync.protocol.dashboard.NotificationFigures.Failure;
import com.startynk.sync.protocol.dashboard.NotificationFigures.OfType;
import com.startynk.sync.protocol.dashboard.NotificationFigures.Standing;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.common.Registration;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service of notifications is another one; here it is played by a handler that says what it was asked. */
class NotificationBoardTest {

    private static RunningQuerySide querySide;

    private final List<FindNotificationFigures> asked = new ArrayList<>();
    private final List<Registration> handlers = new ArrayList<>();

    @BeforeAll
    static void start() {
        querySide = RunningQuerySide.start(Map.of());
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @AfterEach
    void leave() {
        handlers.forEach(Registration::cancel);
    }

    @Test
    void showsHowNotificationsStandByWhenTheirTimeCame() {
        var hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        answer(new NotificationFigures(
                List.of(),
                List.of(new Standing(hour, "DELIVERED", 3), new Standing(hour, "FAILED", 1)),
                List.of(new OfType("ANNOUNCEMENT", "DELIVERED", 3)),
                List.of(new Failure("DeviceNotRegistered", 1))));

        var board = querySide.get("/api/v1/dashboard/notifications", ADMIN).json();
        var last = board.path("byStatus")
                .path("lastDay")
                .valueStream()
                .filter(point -> Instant.parse(point.path("at").asString()).equals(hour))
                .findFirst()
                .orElseThrow();
        assertThat(last.path("delivered").longValue()).isEqualTo(3);
        assertThat(last.path("failed").longValue()).isEqualTo(1);
        assertThat(last.path("sent").longValue()).isZero();
        assertThat(board.path("byStatus").path("lastHour")).hasSize(60);
        assertThat(board.path("failures").toString()).isEqualTo("[{\"error\":\"DeviceNotRegistered\",\"count\":1}]");
        assertThat(asked.get(0).userIds()).isNull();
    }

    @Test
    void asksForAManagersPeopleOnly() {
        answer(new NotificationFigures(List.of(), List.of(), List.of(), List.of()));
        var mara = caller(newUser(), Caller.PROJECT_MANAGER);
        var site = new Site(querySide);
        site.project(mara.userId(), "ben");
        site.members(site.project(mara.userId(), "carla", "dora"), mara.userId(), "carla");
        site.project("emil");
        querySide.settle();

        querySide.get("/api/v1/dashboard/notifications", mara);

        assertThat(asked.get(0).userIds()).containsExactlyInAnyOrder(mara.userId(), "ben", "carla");
    }

    @Test
    void saysSoWhenNobodyAnswers() {
        var answer = querySide.get("/api/v1/dashboard/notifications", ADMIN);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.errorCode()).isEqualTo("TEMPORARILY_UNAVAILABLE");
    }

    private void answer(NotificationFigures figures) {
        handlers.add(querySide
                .bean(QueryBus.class)
                .subscribe(
                        FindNotificationFigures.class.getName(),
                        NotificationFigures.class,
                        (QueryMessage<?, NotificationFigures> message) -> {
                            asked.add((FindNotificationFigures) message.getPayload());
                            return figures;
                        }));
    }
}
