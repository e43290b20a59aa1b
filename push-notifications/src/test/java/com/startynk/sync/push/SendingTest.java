package com.startynk.sync.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.push.notification.Draft;
import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.standin.Taken;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;

/** From the call to the phone, against the stand-in for Expo. */
class SendingTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** What workers are told by. */
    private static final String QUEUE = "{startynk:push}:queue";

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
                .isEqualTo(list(phone).get("unreadCount").longValue())
                .isEqualTo(3);
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

        RunningService.put(notification(id, phone, true));

        await().atMost(SOON).until(() -> status(phone, id), "FAILED"::equals);
        assertThat(messages(token)).hasSize(1);
    }

    @Test
    void notesThatAMessageIsBeingSentBeforeItIs() {
        var token = register(phone, "slow");
        var id = UUID.randomUUID().toString();

        RunningService.put(notification(id, phone, true));

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

    @Test
    void sendsWhatNobodyCanJudge() {
        var token = register(phone, "ok");
        var id = UUID.randomUUID().toString();

        RunningService.put(telling(id, phone, UUID.randomUUID() + ":not a number"));

        await().atMost(SOON).until(() -> status(phone, id), "DELIVERED"::equals);
        assertThat(messages(token)).hasSize(1);
    }

    private static List<String> states(String id) {
        return RunningService.jdbc()
                .queryForList(
                        "SELECT state FROM push_delivery WHERE notification_id = ? AND NOT silent", String.class, id);
    }

    @Test
    void makesNothingOfAnIdThatWasMadeBefore() {
        var token = register(phone, "ok");
        var id = UUID.randomUUID().toString();

        RunningService.put(notification(id, phone, false));
        RunningService.put(notification(id, phone, false));

        await().atMost(SOON).until(() -> status(phone, id), "DELIVERED"::equals);
        assertThat(messages(token)).hasSize(1);
        assertThat(list(phone).get("items")).hasSize(1);
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
        assertThat(list(phone).at("/items/0/body").stringValue()).hasSize("👷🏽‍♀️".length() * 280);
    }

    @Test
    void wakesAPersonSixtyTimesAnHourAndNotMore() {
        register(phone, "ok");
        for (var n = 0; n < 60; n++) {
            assertThat(test(phone, Map.of()).get("devices").intValue()).isEqualTo(1);
        }

        var answer = phone.post("/api/v1/notifications/test", Map.of());

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.errorCode()).isEqualTo("RATE_LIMITED");
        assertThat(list(phone).get("unreadCount").intValue()).isEqualTo(60);
    }

    @Test
    void countsWhatIsMadeInQuietHoursAtTheirEnd() {
        register(phone, "ok");
        var now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        var quiet = Map.of(
                "from", now.minusHours(1).toString(), "until", now.plusHours(3).toString());
        assertThat(phone.put("/api/v1/notifications/preferences", Map.of("quietHours", quiet))
                        .status())
                .isEqualTo(200);
        var id = UUID.randomUUID().toString();

        RunningService.put(notification(id, phone, false));

        assertThat(RunningService.jdbc()
                        .queryForList(
                                "SELECT TIMESTAMPDIFF(MINUTE, created_at, pushed_at) > 150 AND pushed_at = d.not_before"
                                        + " FROM notification_log n JOIN push_delivery d ON d.notification_id = n.id"
                                        + " WHERE n.id = ?",
                                Boolean.class,
                                id))
                .containsExactly(true);
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

    @Nested
    class Announcing {

        private final Phone admin = new Phone("admin-" + UUID.randomUUID(), "desk", "ADMIN");

        @Test
        void sendsAtMostAHundredMessagesInARequest() {
            var people =
                    IntStream.range(0, 130).mapToObj(n -> Phone.ofSomebody()).toList();
            var tokens = registerAll(people);

            var answer = announce(
                    admin, Map.of("userIds", people.stream().map(Phone::userId).toList()));

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body().get("notificationIds")).hasSize(130);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(tokens)
                            .allSatisfy(token -> assertThat(messages(token)).hasSize(1)));
            assertThat(RunningService.expo().taken())
                    .allSatisfy(taken -> assertThat(taken.messages()).hasSizeLessThanOrEqualTo(100));
            // As compact as can be where it pays, and under our name.
            assertThat(RunningService.expo().taken().stream()
                            .filter(taken -> taken.messages().size() > 10)
                            .map(Taken::headers))
                    .isNotEmpty()
                    .allSatisfy(headers -> assertThat(headers)
                            .containsEntry("content-encoding", "gzip")
                            .containsKey("authorization"));
        }

        @Test
        void tellsLaterWhatIsForLater() {
            var token = register(phone, "ok");
            var at = Instant.now().plusSeconds(2);

            announce(admin, Map.of("userIds", List.of(phone.userId()), "scheduledFor", at.toString()));

            assertThat(list(phone).get("items")).isEmpty();
            await().atMost(SOON).until(() -> messages(token), all -> all.size() == 1);
            assertThat(Instant.now()).isAfter(at);
            assertThat(list(phone).get("items")).hasSize(1);
        }

        @Test
        void takesBackWhatHasNotBeenTold() {
            var token = register(phone, "ok");
            var id = announce(
                            admin,
                            Map.of(
                                    "userIds",
                                    List.of(phone.userId()),
                                    "scheduledFor",
                                    Instant.now().plusSeconds(1).toString()))
                    .body()
                    .at("/notificationIds/0")
                    .stringValue();

            assertThat(admin.delete("/api/v1/notifications/" + id).status()).isEqualTo(204);

            assertThat(admin.delete("/api/v1/notifications/" + id).errorCode()).isEqualTo("NOT_FOUND");
            await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> messages(token), List::isEmpty);
            assertThat(list(phone).get("items")).isEmpty();
        }

        @Test
        void cannotTakeBackWhatWasTold() {
            var id = announce(admin, Map.of("userIds", List.of(phone.userId())))
                    .body()
                    .at("/notificationIds/0")
                    .stringValue();

            assertThat(admin.delete("/api/v1/notifications/" + id).errorCode()).isEqualTo("ALREADY_SENT");
            assertThat(phone.delete("/api/v1/notifications/" + id).errorCode()).isEqualTo("FORBIDDEN");
            var manager = new Phone("manager", "desk", "PROJECT_MANAGER");
            assertThat(manager.delete("/api/v1/notifications/" + id).errorCode())
                    .isEqualTo("NOT_FOUND");
        }

        @Test
        void reportsWhatBecameOfEachMessage() {
            register(phone, "ok");
            var id = announce(admin, Map.of("userIds", List.of(phone.userId())))
                    .body()
                    .at("/notificationIds/0")
                    .stringValue();
            await().atMost(SOON).until(() -> status(phone, id), "DELIVERED"::equals);

            var report =
                    admin.get("/api/v1/notifications/" + id + "/deliveries").body();

            assertThat(report.get("status").stringValue()).isEqualTo("DELIVERED");
            var device = report.at("/devices/0");
            assertThat(device.get("deviceId").stringValue()).isEqualTo(phone.deviceId());
            assertThat(device.get("state").stringValue()).isEqualTo("DELIVERED");
            assertThat(device.get("tries").intValue()).isEqualTo(1);
            assertThat(device.get("latencyMs").longValue()).isNotNegative();
            assertThat(phone.get("/api/v1/notifications/" + id + "/deliveries").errorCode())
                    .isEqualTo("FORBIDDEN");
        }

        @ParameterizedTest
        @ValueSource(strings = {"WORKER", "FOREMAN", "PAYROLL"})
        void isForManagersAndAdmins(String role) {
            var somebody = new Phone("user-" + UUID.randomUUID(), "phone", role);

            assertThat(announce(somebody, Map.of("userIds", List.of(phone.userId())))
                            .errorCode())
                    .isEqualTo("FORBIDDEN");
        }

        /** As if each had called: so many calls would take longer than what is tested. */
        private static List<String> registerAll(List<Phone> people) {
            return people.stream()
                    .map(one -> {
                        var token = "ExponentPushToken[ok-" + UUID.randomUUID() + "]";
                        RunningService.write(
                                "INSERT INTO push_token (user_id, device_id, token, platform, created_at, updated_at)"
                                        + " VALUES (?, ?, ?, 'android', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
                                one.userId().getBytes(UTF_8),
                                one.deviceId().getBytes(UTF_8),
                                token);
                        return token;
                    })
                    .toList();
        }

        private static Phone.Answer announce(Phone by, Map<String, Object> to) {
            var input = new HashMap<>(to);
            input.put("type", "ANNOUNCEMENT");
            input.put("params", Map.of("title", "Storm", "body", "Secure the crane"));
            return by.post("/api/v1/notifications", input);
        }
    }

    private static NewNotification notification(String id, Phone to, boolean atMostOnce) {
        return Draft.to(to.userId())
                .as(id)
                .saying("Pay", "It is there")
                .atMostOnce(atMostOnce)
                .made();
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

    private static JsonNode test(Phone phone, Map<String, Object> input) {
        var answer = phone.post("/api/v1/notifications/test", input);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode list(Phone phone) {
        return phone.get("/api/v1/notifications").body();
    }

    private static @Nullable String status(Phone phone, String id) {
        return list(phone)
                .get("items")
                .valueStream()
                .filter(one -> one.get("id").stringValue().equals(id))
                .map(one -> one.get("status").stringValue())
                .findFirst()
                .orElse(null);
    }

    /** What the phone shows; what it shows nothing of is the matter of {@link TokenCheckTest}. */
    private static List<JsonNode> messages(String token) {
        return RunningService.expo().taken().stream()
                .flatMap(taken -> taken.messages().stream())
                .filter(message -> message.get("to").stringValue().equals(token) && message.has("title"))
                .toList();
    }

    private static String register(Phone phone, String kind) {
        var token = "ExponentPushToken[" + kind + "-" + UUID.randomUUID() + "]";
        register(phone, token, Map.of());
        return token;
    }

    private static void register(Phone phone, String token, Map<String, Object> more) {
        var input = new HashMap<String, Object>(more);
        input.put("token", token);
        input.put("platform", "android");
        assertThat(phone.post("/api/v1/push-tokens", input).status()).isEqualTo(200);
    }
}
