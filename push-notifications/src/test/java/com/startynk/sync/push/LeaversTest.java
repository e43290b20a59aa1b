package com.startynk.sync.push;

import static com.startynk.sync.push.Told.list;
import static com.startynk.sync.push.Told.register;
import static com.startynk.sync.push.Told.sentTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.events.session.PersonErased;
import com.startynk.sync.events.session.SessionsEnded;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What goes with a session that ends and with a person who is erased. */
class LeaversTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String FOREMAN = "the-foreman";

    private final Phone worker = Phone.ofSomebody();
    private final Thing task = new Thing("task", UUID.randomUUID().toString());

    @Test
    void wakesNoPhoneWhoseSessionHasEnded() {
        var token = register(worker, Map.of());
        var kept = register(worker.other(), Map.of());

        RunningService.store(
                new SessionsEnded(worker.userId(), worker.deviceId(), "LOGOUT"),
                UUID.randomUUID().toString(),
                0,
                Map.of());

        await().atMost(SOON).untilAsserted(() -> assertThat(tokens()).containsExactly(kept));
        task.created(FOREMAN, Map.of("title", "Slab", "assigneeIds", List.of(worker.userId())));
        await().atMost(SOON).untilAsserted(() -> assertThat(sentTo(kept)).hasSize(1));
        assertThat(sentTo(token)).isEmpty();
    }

    @Test
    void forgetsAnErasedPerson() {
        register(worker, Map.of());
        task.created(FOREMAN, Map.of("title", "Slab", "assigneeIds", List.of(worker.userId())));
        await().atMost(SOON).until(() -> list(worker), all -> all.size() == 1);

        RunningService.store(
                new PersonErased(worker.userId(), 1), UUID.randomUUID().toString(), 0, Map.of());

        await().atMost(SOON).untilAsserted(() -> assertThat(tokens()).isEmpty());
        assertThat(list(worker)).isEmpty();
    }

    private List<String> tokens() {
        return RunningService.jdbc()
                .queryForList(
                        "SELECT token FROM push_token WHERE user_id = ?",
                        String.class,
                        worker.userId().getBytes(UTF_8));
    }
}
