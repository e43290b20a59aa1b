package com.startynk.sync.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.push.notification.Draft;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whose message may not go twice and was never answered is asked by one that shows nothing. */
class TokenCheckTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Phone phone = Phone.ofSomebody();
    private final String id = UUID.randomUUID().toString();

    @ParameterizedTest
    @ValueSource(strings = {"unregistered", "lateunregistered"})
    void findsADeadTokenThoughTheAnswerToItsMessageWasLost(String kind) {
        var token = register(kind);

        loseAnswer(token);

        await().atMost(SOON).until(() -> disabledReason(token), List.of("DeviceNotRegistered")::equals);
        assertThat(ofToken(token)).allSatisfy(this::showsNothing);
    }

    @Test
    void asksAlsoWhenTheConnectionWasCut() {
        var token = register("reset");

        RunningService.put(Draft.to(phone.userId())
                .as(id)
                .saying("Pay", "It is there")
                .atMostOnce(true)
                .made());

        await().atMost(SOON).until(() -> states(true), List.of("UNKNOWN")::equals);
        assertThat(states(false)).containsExactly("UNKNOWN");
        assertThat(ofToken(token)).hasSize(4);
        assertThat(ofToken(token).get(0).get("title").stringValue()).isEqualTo("Pay");
        assertThat(ofToken(token).subList(1, 4)).allSatisfy(this::showsNothing);
    }

    @Test
    void asksOnceForSeveralMessagesThatWereLostTogether() {
        var token = register("ok");

        RunningService.inTransaction(() -> {
            loseAnswer(token);
            loseAnswer(UUID.randomUUID().toString(), token);
        });

        await().atMost(SOON).until(() -> ofToken(token).size(), n -> n > 0);
        await().atMost(SOON).until(() -> count("state = 'UNKNOWN'"), n -> n == 2);
        await().atMost(SOON).until(() -> count("silent AND state = 'DELIVERED'"), n -> n == 1);
        assertThat(count("silent")).isEqualTo(1);
    }

    @Test
    void asksNobodyWhoseTokenHasGoneWithItsSession() {
        loseAnswer("ExponentPushToken[ok-" + UUID.randomUUID() + "]");

        await().atMost(SOON).until(() -> states(false), List.of("UNKNOWN")::equals);
        // Written together with it, if at all.
        assertThat(states(true)).isEmpty();
    }

    @Test
    void asksNobodyWhoseTokenGoesMeanwhile() {
        var token = register("ok");
        RunningService.inTransaction(() -> {
            loseAnswer(token);
            RunningService.jdbc()
                    .update(
                            "UPDATE push_delivery SET state = 'QUEUED', silent = TRUE, lease_until = NULL WHERE notification_id = ?",
                            id);
            RunningService.jdbc().update("DELETE FROM push_token WHERE token = ?", token);
        });

        await().atMost(SOON).until(() -> states(true), List.of("SKIPPED")::equals);
        assertThat(ofToken(token)).isEmpty();
    }

    @Test
    void leavesALivingTokenAndWhatIsSaidOfItsMessageAsTheyWere() {
        var token = register("ok");

        loseAnswer(token);

        await().atMost(SOON).until(() -> states(true), List.of("DELIVERED")::equals);
        assertThat(ofToken(token)).singleElement().satisfies(this::showsNothing);
        assertThat(RunningService.expo().shownOn(token)).isEmpty();
        assertThat(disabledReason(token)).containsOnlyNulls();
        assertThat(states(false)).containsExactly("UNKNOWN");
        assertThat(phone.get("/api/v1/notifications")
                        .body()
                        .at("/items/0/status")
                        .stringValue())
                .isEqualTo("FAILED");
        var report = new Phone("admin", "desk", "ADMIN")
                .get("/api/v1/notifications/" + id + "/deliveries")
                .body();
        assertThat(report.get("devices")).hasSize(1);
        assertThat(report.at("/devices/0/state").stringValue()).isEqualTo("UNKNOWN");
    }

    @Test
    void asksAlsoOfANotificationThatWasReadElsewhere() {
        var token = register("unregistered");
        loseAnswer(token);

        RunningService.write("UPDATE notification_log SET read_at = UTC_TIMESTAMP(3) WHERE id = ?", id);

        await().atMost(SOON).until(() -> disabledReason(token), List.of("DeviceNotRegistered")::equals);
    }

    @Test
    void givesUpAPhoneThatNeverAnswers() {
        var token = register("reset");

        loseAnswer(token);

        await().atMost(SOON).until(() -> states(true), List.of("UNKNOWN")::equals);
        assertThat(ofToken(token)).hasSize(3).allSatisfy(this::showsNothing);
        assertThat(disabledReason(token)).containsOnlyNulls();
    }

    /** A worker died while it was sending: nobody knows whether the message went out, and it may not go twice. */
    private void loseAnswer(String token) {
        loseAnswer(id, token);
    }

    private void loseAnswer(String notificationId, String token) {
        Abandoned.leave(notificationId, phone, token, "SENDING");
    }

    private int count(String where) {
        var n = RunningService.jdbc()
                .queryForObject(
                        "SELECT COUNT(*) FROM push_delivery WHERE user_id = ? AND " + where,
                        Integer.class,
                        phone.userId().getBytes(UTF_8));
        return n == null ? 0 : n;
    }

    private void showsNothing(JsonNode message) {
        assertThat(message.at("/data/notificationId").stringValue()).isEqualTo(id);
        assertThat(message.get("_contentAvailable").booleanValue()).isTrue();
        assertThat(message.at("/data/type").stringValue()).isEqualTo("CHECK");
        assertThat(message.get("collapseId").stringValue()).isEqualTo("CHECK");
        assertThat(List.of("title", "body", "sound", "badge", "tag")).noneMatch(message::has);
    }

    private List<String> states(boolean silent) {
        return RunningService.jdbc()
                .queryForList(
                        "SELECT state FROM push_delivery WHERE notification_id = ? AND silent = ?",
                        String.class,
                        id,
                        silent);
    }

    private static List<String> disabledReason(String token) {
        return RunningService.jdbc()
                .queryForList("SELECT disabled_reason FROM push_token WHERE token = ?", String.class, token);
    }

    private static List<JsonNode> ofToken(String token) {
        return RunningService.expo().taken().stream()
                .flatMap(taken -> taken.messages().stream())
                .filter(message -> message.get("to").stringValue().equals(token))
                .toList();
    }

    private String register(String kind) {
        var token = "ExponentPushToken[" + kind + "-" + UUID.randomUUID() + "]";
        assertThat(phone.post("/api/v1/push-tokens", Map.of("token", token, "platform", "android"))
                        .status())
                .isEqualTo(200);
        return token;
    }
}
