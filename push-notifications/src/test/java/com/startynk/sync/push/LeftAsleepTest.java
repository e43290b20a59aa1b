package com.startynk.sync.push;

import static com.startynk.sync.push.Told.list;
import static com.startynk.sync.push.Told.register;
import static com.startynk.sync.push.Told.sentTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.push.notification.Draft;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is told in the app and not woken, and whom that must not happen to. */
class LeftAsleepTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String FOREMAN = "the-foreman";

    private final Phone worker = Phone.ofSomebody();
    private final Thing task = new Thing("task", UUID.randomUUID().toString());

    @Test
    void wakesNobodyMoreOftenThanTheRuleOfACategoryAllowsAndTellsThemInTheAppAllTheSame() {
        var token = register(worker, Map.of());
        var inspection = new Thing("inspection", UUID.randomUUID().toString());

        for (var n = 0; n < 3; n++) {
            inspection.refused(worker, Map.of("title", "Scaffold", "result", "FAILED"));
        }
        task.refused(worker, Map.of("title", "Slab"));

        await().atMost(SOON).until(() -> list(worker), all -> all.size() == 4);
        await().atMost(SOON).untilAsserted(() -> assertThat(sentTo(token)).hasSize(3));
        assertThat(Told.of(worker, "inspection.lost"))
                .extracting(one -> deliveries(one.get("id").stringValue()))
                .filteredOn(state -> state.equals("SKIPPED CAPPED"))
                .hasSize(1);
        assertThat(deliveries(Told.of(worker, "sync.refused").get(0).get("id").stringValue()))
                .doesNotContain("CAPPED");
    }

    @Test
    void hidesNoRefusalBehindManyConflicts() {
        var token = register(worker, Map.of());
        for (var n = 0; n < 20; n++) {
            RunningService.put(Draft.ofAConflict(worker.userId()).made());
        }
        RunningService.put(Draft.ofAConflict(worker.userId()).made());

        task.refused(worker, Map.of("title", "Slab"));

        await().atMost(SOON).until(() -> Told.of(worker, "sync.refused"), all -> all.size() == 1);
        await().atMost(SOON).untilAsserted(() -> assertThat(sentTo(token)).hasSize(21));
        assertThat(deliveries(Told.of(worker, "sync.refused").get(0).get("id").stringValue()))
                .doesNotContain("CAPPED");
    }

    @Test
    void wakesNobodyForWhatIsMuted() {
        var token = register(worker, Map.of());
        assertThat(worker.put("/api/v1/notifications/preferences", Map.of("muted", List.of("TASKS")))
                        .status())
                .isEqualTo(200);

        task.created(FOREMAN, Map.of("title", "Slab", "assigneeIds", List.of(worker.userId())));

        var told = await().atMost(SOON)
                .until(() -> list(worker), all -> all.size() == 1)
                .get(0);
        assertThat(told.get("status").stringValue()).isEqualTo("SENT");
        assertThat(deliveries(told.get("id").stringValue())).isEqualTo("SKIPPED MUTED");
        assertThat(sentTo(token)).isEmpty();
        assertThat(worker.get("/api/v1/notifications/preferences")
                        .body()
                        .at("/muted/0")
                        .stringValue())
                .isEqualTo("TASKS");
    }

    private static String deliveries(String notificationId) {
        var device = new Phone("admin", "desk", "ADMIN")
                .get("/api/v1/notifications/" + notificationId + "/deliveries")
                .body()
                .at("/devices/0");
        return device.get("state").stringValue() + " " + device.path("error").asString("");
    }
}
