package com.startynk.sync.push;

import static com.startynk.sync.push.Told.messages;
import static com.startynk.sync.push.Told.page;
import static com.startynk.sync.push.Told.register;
import static com.startynk.sync.push.Told.status;
import static com.startynk.sync.push.Told.test;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.push.notification.Draft;
import com.startynk.sync.push.notification.NewNotification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From the call to the phone, against the stand-in for Expo. */
class SendingTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Phone phone = Phone.ofSomebody();

    @Test
    void sendsOneMessageToEachOfAPersonsDevices() {
        var first = register(phone, "ok");
        var second = register(phone.other(), "ok");

        var answer = test(phone, Map.of("title", "Storm", "body", "Secure the crane"));

        assertThat(answer.get("devices").intValue()).isEqualTo(2);
        var id = answer.get("notificationId").stringValue();
        for (var token : List.of(first, second)) {
            var message = await().atMost(SOON)
                    .until(() -> messages(token), all -> all.size() == 1)
                    .get(0);
            assertThat(message.get("title").stringValue()).isEqualTo("Storm");
            assertThat(message.get("body").stringValue()).isEqualTo("Secure the crane");
            assertThat(message.at("/data/notificationId").stringValue()).isEqualTo(id);
            assertThat(message.get("collapseId").stringValue()).isEqualTo(id);
            assertThat(message.get("badge").intValue()).isEqualTo(1);
        }
        await().atMost(SOON).until(() -> status(phone, id), "DELIVERED"::equals);
    }

    @Test
    void countsWhatIsUnreadOnTheBadgeAsTheListDoes() {
        var token = register(phone, "ok");

        for (var n = 0; n < 3; n++) {
            test(phone, Map.of());
            var sent = n + 1;
            await().atMost(SOON).until(() -> messages(token), all -> all.size() == sent);
        }

        assertThat(messages(token).get(2).get("badge").longValue())
                .isEqualTo(page(phone).get("unreadCount").longValue())
                .isEqualTo(3);
    }

    @Test
    void sendsWhatNobodyCanJudge() {
        var token = register(phone, "ok");
        var id = UUID.randomUUID().toString();

        RunningService.put(telling(id, phone, UUID.randomUUID() + ":not a number"));

        await().atMost(SOON).until(() -> status(phone, id), "DELIVERED"::equals);
        assertThat(messages(token)).hasSize(1);
    }

    @Test
    void makesNothingOfAnIdThatWasMadeBefore() {
        var token = register(phone, "ok");
        var id = UUID.randomUUID().toString();

        RunningService.put(Draft.to(phone.userId()).as(id).made());
        RunningService.put(Draft.to(phone.userId()).as(id).made());

        await().atMost(SOON).until(() -> status(phone, id), "DELIVERED"::equals);
        assertThat(messages(token)).hasSize(1);
        assertThat(page(phone).get("items")).hasSize(1);
    }

    @Test
    void sendsTokensOfSeveralProjectsApart() {
        var ours = register(phone, "@acme/site:ok");
        var theirs = register(phone.other(), "@other/site:ok");

        var id = test(phone, Map.of()).get("notificationId").stringValue();

        await().atMost(SOON).until(() -> status(phone, id), "DELIVERED"::equals);
        assertThat(messages(ours)).hasSize(1);
        assertThat(messages(theirs)).hasSize(1);
        // Known from then on.
        assertThat(RunningService.jdbc()
                        .queryForList("SELECT expo_project FROM push_token WHERE token = ?", String.class, ours))
                .containsExactly("@acme/site");
    }

    @Test
    void leavesThePhoneOfANewOwnerAlone() {
        var token = register(phone, "ok");
        var buyer = Phone.ofSomebody();
        var id = UUID.randomUUID().toString();
        RunningService.write(
                "INSERT INTO notification_log (id, user_id, type, title, body, data, status, created_at, visible_at)"
                        + " VALUES (?, ?, 'TEST', 'private', 'private', '{}', 'PENDING', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
                id,
                phone.userId().getBytes(UTF_8));
        register(buyer, token, Map.of());
        RunningService.write(
                "INSERT INTO push_delivery (notification_id, user_id, device_id, token, state, at_most_once, not_before, queued_at)"
                        + " VALUES (?, ?, ?, ?, 'QUEUED', FALSE, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
                id,
                phone.userId().getBytes(UTF_8),
                phone.deviceId().getBytes(UTF_8),
                token);

        await().atMost(SOON).until(() -> status(phone, id), "FAILED"::equals);
        assertThat(messages(token)).isEmpty();
    }

    @Test
    void cutsATextThatIsTooLongForAPhone() {
        var token = register(phone, "ok");

        test(phone, Map.of("body", "👷🏽‍♀️".repeat(280)));

        var message = await().atMost(SOON)
                .until(() -> messages(token), all -> all.size() == 1)
                .get(0);
        assertThat(message.get("body").stringValue()).endsWith("👷🏽‍♀️…");
        assertThat(message.toString().length()).isLessThan(4096);
        assertThat(page(phone).at("/items/0/body").stringValue()).hasSize("👷🏽‍♀️".length() * 280);
    }

    /** Of a change, once at most. */
    private static NewNotification telling(String id, Phone to, String change) {
        return Draft.to(to.userId())
                .as(id)
                .of("task.changed", "TASKS")
                .saying("Slab", "It changed")
                .atMostOnce(true)
                .tellingOf(change)
                .made();
    }
}
