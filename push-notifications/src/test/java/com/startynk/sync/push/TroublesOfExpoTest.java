package com.startynk.sync.push;

import static com.startynk.sync.push.Told.messages;
import static com.startynk.sync.push.Told.register;
import static com.startynk.sync.push.Told.status;
import static com.startynk.sync.push.Told.test;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.push.notification.Draft;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Expo refuses, loses or never answers. */
class TroublesOfExpoTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Phone phone = Phone.ofSomebody();

    /** What is still tried would go out in one request with the next test's message, and take it along when it is cut off. */
    @AfterEach
    void waitForWhatIsUnderWay() {
        await().atMost(SOON)
                .until(
                        () -> RunningService.jdbc()
                                .queryForList(
                                        "SELECT state FROM push_delivery WHERE user_id = ?"
                                                + " AND state IN ('QUEUED', 'CLAIMED', 'SENDING')",
                                        String.class,
                                        phone.userId().getBytes(UTF_8)),
                        List::isEmpty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unregistered", "lateunregistered"})
    void forgetsATokenThatExpoCallsDead(String kind) {
        register(phone, kind);

        var id = test(phone, Map.of()).get("notificationId").stringValue();

        await().atMost(SOON).until(() -> status(phone, id), "FAILED"::equals);
        assertThat(test(phone, Map.of()).get("devices").intValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http500x2", "http429x2"})
    void triesAgainWhatExpoRefusesForNow(String kind) {
        var token = register(phone, kind);

        var id = test(phone, Map.of()).get("notificationId").stringValue();

        await().atMost(SOON).until(() -> status(phone, id), "DELIVERED"::equals);
        assertThat(messages(token)).hasSize(1);
    }

    @Test
    void triesAgainBehindAProxyWhatMayBeSentTwice() {
        var token = register(phone, "html500x2");

        var id = test(phone, Map.of()).get("notificationId").stringValue();

        await().atMost(SOON).until(() -> status(phone, id), "DELIVERED"::equals);
        assertThat(messages(token)).hasSize(1);
    }

    @Test
    void endsTryingWhatNeverAnswersAndLetsThePhoneShowItOnce() {
        var token = register(phone, "reset");

        var id = test(phone, Map.of()).get("notificationId").stringValue();

        await().atMost(SOON).until(() -> status(phone, id), "FAILED"::equals);
        assertThat(messages(token)).hasSize(3);
        assertThat(RunningService.expo().shownOn(token)).hasSize(1);
    }

    @Test
    void neverSendsTwiceWhatMustNotBe() {
        var token = register(phone, "reset");
        var id = UUID.randomUUID().toString();

        RunningService.put(Draft.to(phone.userId()).as(id).atMostOnce(true).made());

        await().atMost(SOON).until(() -> status(phone, id), "FAILED"::equals);
        assertThat(messages(token)).hasSize(1);
    }

    @Test
    void asksForReceiptsUntilThereIsNoUse() {
        register(phone, "noreceipt");

        var id = test(phone, Map.of()).get("notificationId").stringValue();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(RunningService.jdbc()
                                .queryForList(
                                        "SELECT error FROM push_delivery WHERE notification_id = ?", String.class, id))
                        .containsExactly("NO_RECEIPT"));
        assertThat(status(phone, id)).isEqualTo("SENT");
    }
}
