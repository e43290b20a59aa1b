package com.startynk.sync.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.push.notification.Draft;
import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.notification.Priority;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** No phone is woken for what it has seen already, and none is left asleep in doubt. */
class SeenTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String CHANGE = UUID.randomUUID() + ":3";

    private final Phone phone = Phone.ofSomebody();
    private final Phone other = phone.other();
    private final String id = UUID.randomUUID().toString();

    @Test
    void wakesNoDeviceThatHasReadTheNotificationOnItsSocketButTheOthersOfItsPerson() {
        var looking = register(phone);
        var lying = register(other);
        Gateways.open(phone, true);

        RunningService.put(telling(Priority.HIGH, CHANGE));

        await().atMost(SOON).until(() -> state(phone), "SKIPPED SEEN"::equals);
        await().atMost(SOON).until(() -> messages(lying), n -> n == 1);
        assertThat(messages(looking)).isZero();
        assertThat(report(phone).get("tries").intValue()).isEqualTo(1);
        assertThat(phone.get("/api/v1/notifications").body().get("items")).hasSize(1);
    }

    @Test
    void wakesADeviceWhoseSocketIsOpenAndWhoseClientDoesNotRead() {
        var token = register(phone);
        Gateways.open(phone, false);

        RunningService.put(telling(Priority.HIGH, CHANGE));

        await().atMost(SOON).until(() -> messages(token), n -> n == 1);
        assertThat(report(phone).get("tries").intValue()).isEqualTo(1);
        assertThat(held()).isEqualTo(1);
    }

    @Test
    void waitsForNoDeviceWithoutASocket() {
        register(phone);
        Gateways.open(Phone.ofSomebody(), true);

        RunningService.put(telling(Priority.HIGH, CHANGE));

        await().atMost(SOON).until(() -> state(phone), state -> state.startsWith("DELIVERED"));
        assertThat(held()).isZero();
    }

    @Test
    void wakesForWhatIsCriticalAtOnceSeenOrNot() {
        var token = register(phone);
        Gateways.open(phone, true);
        ReadingSide.upToDate(phone);

        RunningService.put(telling(Priority.CRITICAL, CHANGE));

        await().atMost(SOON).until(() -> messages(token), n -> n == 1);
        await().atMost(SOON).until(() -> state(phone), state -> state.startsWith("DELIVERED"));
        assertThat(held()).isZero();
    }

    @Test
    void wakesForATestWhateverIsOpen() {
        var token = register(phone);
        Gateways.open(phone, true);

        phone.post("/api/v1/notifications/test", Map.of());

        await().atMost(SOON).until(() -> messages(token), n -> n == 1);
    }

    @Test
    void wakesNoDeviceThatHoldsTheChangeByItsCursor() {
        var holding = register(phone);
        var behind = register(other);
        ReadingSide.upToDate(phone);

        RunningService.put(telling(Priority.NORMAL, CHANGE));

        await().atMost(SOON).until(() -> state(phone), "SKIPPED SEEN"::equals);
        await().atMost(SOON).until(() -> messages(behind), n -> n == 1);
        assertThat(messages(holding)).isZero();
    }

    @Test
    void wakesADeviceWithAnyCursorForWhatIsNoChange() {
        var token = register(phone);
        ReadingSide.upToDate(phone);

        RunningService.put(telling(Priority.NORMAL, null));

        await().atMost(SOON).until(() -> messages(token), n -> n == 1);
    }

    @Test
    void countsNobodyAsWokenWhoHasSeenIt() {
        register(phone);
        ReadingSide.upToDate(phone);

        RunningService.put(telling(Priority.NORMAL, CHANGE));

        await().atMost(SOON).until(() -> state(phone), "SKIPPED SEEN"::equals);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(RunningService.jdbc()
                                .queryForList(
                                        "SELECT status FROM notification_log WHERE id = ? AND pushed_at IS NULL",
                                        String.class,
                                        id))
                        .containsExactly("SENT"));
    }

    private NewNotification telling(Priority priority, @Nullable String change) {
        return Draft.to(phone.userId())
                .as(id)
                .of("task.assigned", "TASKS")
                .saying("Slab", "It is yours now")
                .with("{\"entityType\":\"task\",\"projectId\":\"" + UUID.randomUUID() + "\"}")
                .urgentAs(priority)
                .tellingOf(change)
                .made();
    }

    /** How often the phone's message was held back. */
    private int held() {
        var held = RunningService.jdbc()
                .queryForObject(
                        "SELECT held FROM push_delivery WHERE notification_id = ? AND device_id = ?",
                        Integer.class,
                        id,
                        phone.deviceId().getBytes(UTF_8));
        return held == null ? -1 : held;
    }

    private JsonNode report(Phone of) {
        return new Phone("admin", "desk", "ADMIN")
                .get("/api/v1/notifications/" + id + "/deliveries")
                .body()
                .get("devices")
                .valueStream()
                .filter(device -> device.get("deviceId").stringValue().equals(of.deviceId()))
                .findFirst()
                .orElseThrow();
    }

    private String state(Phone of) {
        var report = report(of);
        return report.get("state").stringValue() + " " + report.path("error").asString("");
    }

    private static String register(Phone of) {
        var token = "ExponentPushToken[ok-" + UUID.randomUUID() + "]";
        assertThat(of.post("/api/v1/push-tokens", Map.of("token", token, "platform", "android"))
                        .status())
                .isEqualTo(200);
        return token;
    }

    private static int messages(String token) {
        return (int) RunningService.expo().taken().stream()
                .flatMap(taken -> taken.messages().stream())
                .filter(message -> message.get("to").stringValue().equals(token))
                .count();
    }
}
