package com.startynk.sync.push;

import static com.startynk.sync.push.Told.messages;
import static com.startynk.sync.push.Told.page;
import static com.startynk.sync.push.Told.register;
import static com.startynk.sync.push.Told.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.push.standin.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Managers and admins tell people something. */
class AnnouncingTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Phone phone = Phone.ofSomebody();
    private final Phone admin = new Phone("admin-" + UUID.randomUUID(), "desk", "ADMIN");

    @Test
    void sendsAtMostAHundredMessagesInARequest() {
        var people = IntStream.range(0, 130).mapToObj(n -> Phone.ofSomebody()).toList();
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

        assertThat(page(phone).get("items")).isEmpty();
        await().atMost(SOON).until(() -> messages(token), all -> all.size() == 1);
        assertThat(Instant.now()).isAfter(at);
        assertThat(page(phone).get("items")).hasSize(1);
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
        assertThat(page(phone).get("items")).isEmpty();
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
        assertThat(manager.delete("/api/v1/notifications/" + id).errorCode()).isEqualTo("NOT_FOUND");
    }

    @Test
    void reportsWhatBecameOfEachMessage() {
        register(phone, "ok");
        var id = announce(admin, Map.of("userIds", List.of(phone.userId())))
                .body()
                .at("/notificationIds/0")
                .stringValue();
        await().atMost(SOON).until(() -> status(phone, id), "DELIVERED"::equals);

        var report = admin.get("/api/v1/notifications/" + id + "/deliveries").body();

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
