package com.startynk.sync.push;

import static com.startynk.sync.push.Told.messages;
import static com.startynk.sync.push.Told.register;
import static com.startynk.sync.push.Told.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.push.notification.Draft;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What is noted of a message while a worker has it, and what becomes of it when the worker is lost. */
class OneWorkerAtATimeTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** What workers are told by. */
    private static final String QUEUE = "{startynk:push}:queue";

    private final Phone phone = Phone.ofSomebody();

    @Test
    void notesThatAMessageIsBeingSentBeforeItIs() {
        var token = register(phone, "slow");
        var id = UUID.randomUUID().toString();

        RunningService.put(Draft.to(phone.userId()).as(id).atMostOnce(true).made());

        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> states(id), List.of("SENDING")::equals);
        assertThat(messages(token)).isEmpty();
        await().atMost(SOON).until(() -> status(phone, id), "DELIVERED"::equals);
    }

    @Test
    void sendsWhatALostWorkerHadTakenAndNotBegunToSend() {
        var token = register(phone, "ok");
        var id = UUID.randomUUID().toString();

        Abandoned.leave(id, phone, token, "CLAIMED");

        await().atMost(SOON).until(() -> status(phone, id), "DELIVERED"::equals);
        assertThat(messages(token)).hasSize(1);
    }

    @Test
    void neverSendsWhatALostWorkerHadBegunToSendAndMustNotBeSentTwice() {
        var token = register(phone, "ok");
        var id = UUID.randomUUID().toString();

        Abandoned.leave(id, phone, token, "SENDING");

        await().atMost(SOON).until(() -> states(id), List.of("UNKNOWN")::equals);
        assertThat(messages(token)).isEmpty();
    }

    @Test
    void sendsSoonWhatWasLockedWhenAWorkerWantedToTakeIt() {
        var token = register(phone, "ok");
        var id = UUID.randomUUID().toString();
        RunningService.inTransaction(() -> {
            Abandoned.leave(id, phone, token, "CLAIMED");
            // Workers count as told of it, so that the sweep does not tell them.
            RunningService.jdbc()
                    .update(
                            "UPDATE push_delivery SET state = 'QUEUED', hinted_until = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR"
                                    + " WHERE notification_id = ?",
                            id);
        });
        var queue = new StringRedisTemplate(RunningService.bean(RedisConnectionFactory.class)).opsForStream();

        RunningService.inTransaction(() -> {
            var number = RunningService.jdbc()
                    .queryForObject(
                            "SELECT id FROM push_delivery WHERE notification_id = ? FOR UPDATE", String.class, id);
            queue.add(QUEUE, Map.of("ids", number));
            await().atMost(SOON).until(() -> queue.size(QUEUE), size -> size == 0);
        });

        await().atMost(SOON).until(() -> status(phone, id), "DELIVERED"::equals);
        assertThat(messages(token)).hasSize(1);
    }

    private static List<String> states(String id) {
        return RunningService.jdbc()
                .queryForList(
                        "SELECT state FROM push_delivery WHERE notification_id = ? AND NOT silent", String.class, id);
    }
}
