package com.startynk.sync.push.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.push.FreshDatabase;
import com.startynk.sync.push.notification.Draft;
import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.notification.NotificationRows;
import com.startynk.sync.push.token.Device;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Which messages of the outbox stay free for workers while others are at it: what is locked is passed over. */
class LocksTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final NotificationRows notifications;
    private final DeliveryRows deliveries;
    private final ClaimRows claims;
    private final TransactionTemplate somebody;
    private final TransactionTemplate somebodyElse;

    LocksTest() {
        var database = FreshDatabase.migrated();
        var jdbc = database.jdbc();
        notifications = new NotificationRows(JdbcClient.create(jdbc));
        deliveries = new DeliveryRows(jdbc);
        claims = new ClaimRows(jdbc);
        somebody = database.transactions();
        somebodyElse = database.transactions();
        somebodyElse.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Test
    void theSweepLeavesFreeWhatWorkersWereToldOf() {
        var told = told(3);

        var taken = whileSomebody(
                () -> assertThat(deliveries.hintDue(NOON, until(NOON), true, 100))
                        .isEmpty(),
                () -> claims.claim(told, NOON, LEASE));

        assertThat(taken).extracting(Claimed::id).containsExactlyElementsOf(told);
    }

    @Test
    void theSweepTellsOfWhatWorkersWereToldOfLongAgo() {
        var told = told(3);
        var later = until(NOON).plusMillis(1);

        assertThat(somebody.<List<Long>>execute(t -> deliveries.hintDue(later, until(later), false, 100)))
                .isEmpty();
        assertThat(somebody.<List<Long>>execute(t -> deliveries.hintDue(later, until(later), true, 2)))
                .containsExactlyElementsOf(told.subList(0, 2));
        assertThat(somebody.<List<Long>>execute(t -> deliveries.hintDue(later, until(later), true, 100)))
                .containsExactly(told.get(2));
    }

    @Test
    void aWorkerLeavesFreeWhatItDoesNotTake() {
        var told = told(5);

        var taken = whileSomebody(
                () -> assertThat(claims.claim(List.of(told.get(0), told.get(2)), NOON, LEASE))
                        .hasSize(2),
                () -> claims.claim(told, NOON, LEASE));

        assertThat(taken).extracting(Claimed::id).containsExactly(told.get(1), told.get(3), told.get(4));
    }

    /** The second happens in a transaction of its own, before the first one's ends. */
    private List<Claimed> whileSomebody(Runnable first, Supplier<List<Claimed>> second) {
        return somebody.execute(outer -> {
            first.run();
            return somebodyElse.execute(inner -> second.get());
        });
    }

    /** As many messages that workers were told of at noon. */
    private List<Long> told(int count) {
        var some = IntStream.range(0, count).mapToObj(n -> notification()).toList();
        return somebody.execute(transaction -> {
            notifications.insert(some, NOON);
            deliveries.insert(some.stream()
                    .map(one -> new DeliveryRows.Message(one.id(), phone(one.userId()), false, NOON, null, NOON))
                    .toList());
            return deliveries.hint(some.stream().map(NewNotification::id).toList(), NOON, until(NOON)).stream()
                    .sorted()
                    .toList();
        });
    }

    private static Instant until(Instant told) {
        return told.plusSeconds(10);
    }

    private static Device phone(String userId) {
        return new Device(userId, "phone", "ExponentPushToken[" + userId + "]", "android", null, null);
    }

    private static NewNotification notification() {
        return Draft.to("user-" + UUID.randomUUID()).made();
    }
}
