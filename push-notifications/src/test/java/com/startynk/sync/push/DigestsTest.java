package com.startynk.sync.push;

import static com.startynk.sync.push.Told.list;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What happens often is gathered and told once. */
class DigestsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String FOREMAN = "the-foreman";

    private final Phone worker = Phone.ofSomebody();

    @Test
    void gathersWhatHappensIntoADigestThatCountsEachOnce() {
        var site = new Thing("project", UUID.randomUUID().toString());
        site.created(FOREMAN, Map.of("name", "Tower B"));
        var inspections = Stream.generate(
                        () -> new Thing("inspection", UUID.randomUUID().toString(), site.id))
                .limit(3)
                .toList();
        for (var inspection : inspections) {
            inspection.created(
                    FOREMAN, Map.of("title", "Scaffold", "result", "OPEN", "inspectorIds", List.of(worker.userId())));
            inspection.changed(FOREMAN, Map.of("result", "FAILED"));
            inspection.changed(FOREMAN, Map.of("result", "PASSED"));
        }

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(digests()).containsExactly("Tower B: 3 inspections changed."));
        assertThat(list(worker)).isEmpty();
        RunningService.write(
                "UPDATE notification_log SET visible_at = UTC_TIMESTAMP(3) WHERE user_id = ?",
                worker.userId().getBytes(UTF_8));
        await().atMost(SOON)
                .until(
                        () -> list(worker),
                        all -> all.size() == 1
                                && all.get(0).get("status").stringValue().equals("SENT"));

        inspections.get(0).changed(FOREMAN, Map.of("result", "FAILED"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(digests())
                        .containsExactlyInAnyOrder(
                                "Tower B: 3 inspections changed.", "Tower B: One inspection changed."));
    }

    private List<String> digests() {
        return RunningService.jdbc()
                .queryForList(
                        "SELECT CONCAT(title, ': ', body) FROM notification_log WHERE user_id = ?",
                        String.class,
                        worker.userId().getBytes(UTF_8));
    }
}
