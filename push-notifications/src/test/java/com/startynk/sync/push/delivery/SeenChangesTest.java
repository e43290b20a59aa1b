package com.startynk.sync.push.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.protocol.feed.FindSeen;
import com.startynk.sync.protocol.feed.Seen;
import com.startynk.sync.push.notification.Priority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** On a bus that answers in the thread of whoever asks, as the one of the product does. */
class SeenChangesTest {

    private final SimpleQueryBus bus = SimpleQueryBus.builder().build();
    private final List<FindSeen> questions = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final SeenChanges changes = asking(Duration.ofSeconds(30));
    private final SeenChanges hasty = asking(Duration.ofMillis(200));

    private SeenChanges asking(Duration patience) {
        var queries = DefaultQueryGateway.builder().queryBus(bus).build();
        return new SeenChanges(queries, new JsonMapper(), 1, patience, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        released.countDown();
        changes.close();
        hasty.close();
    }

    @Test
    @Timeout(20)
    void waitsNoLongerThanAMomentForAReadingSideThatHangs() throws Exception {
        answers(false);

        assertThat(hasty.among(List.of(message(1, 1)))).isEmpty();

        assertThat(released.getCount()).isEqualTo(1);
    }

    @Test
    void leavesAReadingSideThatHangsAloneForAWhile() throws Exception {
        answers(false);
        hasty.among(List.of(message(1, 1)));

        assertThat(hasty.among(List.of(message(2, 1)))).isEmpty();

        await().untilAsserted(() -> assertThat(questions).hasSize(1));
    }

    @Test
    void asksAboutManyEntitiesInSeveralQuestions() throws Exception {
        answers(true);
        var messages =
                LongStream.rangeClosed(1, 12).mapToObj(id -> message(id, 100)).toList();

        var seen = changes.among(messages);

        assertThat(seen).isEqualTo(messages.stream().map(Claimed::id).collect(Collectors.toSet()));
        assertThat(questions)
                .hasSize(3)
                .allSatisfy(question -> assertThat(question.items().stream()
                                .mapToInt(item -> item.versions().size())
                                .sum())
                        .isLessThanOrEqualTo(SeenChanges.MOST_AT_ONCE));
    }

    @Test
    void asksAboutNoDigestThatIsTooLarge() throws Exception {
        answers(true);

        assertThat(changes.among(List.of(message(1, 101), message(2, 1)))).containsExactly(2L);
    }

    /** Everything is seen; whoever hangs does so until the end of the test, whether he is interrupted or not. */
    private void answers(boolean atOnce) {
        bus.subscribe(FindSeen.class.getName(), Seen.class, (QueryMessage<?, Seen> message) -> {
            var question = (FindSeen) message.getPayload();
            questions.add(question);
            while (!atOnce && released.getCount() > 0) {
                Thread.onSpinWait();
            }
            return new Seen(IntStream.range(0, question.items().size()).boxed().collect(Collectors.toSet()));
        });
    }

    private static Claimed message(long id, int entities) {
        var told = IntStream.range(0, entities)
                .mapToObj(n -> UUID.randomUUID() + ":" + (n + 1))
                .collect(Collectors.joining(","));
        return new Claimed(
                id,
                "n-" + id,
                "ada",
                "phone",
                "token",
                "ada",
                false,
                "ios",
                null,
                false,
                false,
                1,
                0,
                0,
                Instant.now(),
                false,
                "task.changed",
                "TASKS",
                "Slab",
                "It changed",
                "{\"entityType\":\"task\"}",
                null,
                Priority.NORMAL,
                null,
                told);
    }
}
