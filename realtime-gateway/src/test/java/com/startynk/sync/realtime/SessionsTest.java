package com.startynk.sync.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.session.Revocation;
import com.startynk.sync.protocol.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sockets and the tokens that they live on. */
class SessionsTest {

    private Gateway gateway;
    private Caller anna;

    @BeforeEach
    void open() {
        gateway = Gateway.open();
        anna = gateway.person("anna", "WORKER");
        gateway.feed.member("anna", "p-1");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void aRevocationIsTheLastThingThatASocketHears(String transport) {
        try (var phone = Client.with(gateway, "anna", null, transport)) {
            phone.next("connect");

            gateway.relay.revoked(revocation(anna.deviceId(), "a \"reason\""));

            assertThat(phone.next("session:revoked").path("reason").stringValue())
                    .isEqualTo("a \"reason\"");
            assertThat(phone.next("disconnect").stringValue()).isEqualTo("io server disconnect");
            await().until(() -> gateway.sessions() == 0);
        }
    }

    @Test
    void aRevocationLeavesOtherDevicesAndPeopleAlone() {
        gateway.person("ben", "WORKER");
        gateway.feed.member("ben", "p-1");
        try (var phone = Client.with(gateway, "anna");
                var other = Client.with(gateway, "ben")) {
            gateway.relay.revoked(revocation("another device", "DEVICE_REVOKED"));
            gateway.relay.revoked(new Revocation("ben", anna.deviceId(), 7, nowSecond(), "DEVICE_REVOKED"));

            var task = gateway.feed.task("p-1");
            phone.hears(task);
            other.hears(task);
        }
    }

    @Test
    void aRevocationLeavesSocketsOfLaterTokensAlone() {
        try (var phone = Client.with(gateway, "anna")) {
            gateway.relay.revoked(new Revocation("anna", null, 7, nowSecond() - 10, "PHONE_STOLEN"));

            phone.hears(gateway.feed.task("p-1"));
        }
    }

    @Test
    void whoIsRevokedWhileHeComesInIsRefused() {
        gateway.revokedMeanwhile(anna);
        try (var phone = Client.with(gateway, "anna", null, "websocket")) {
            assertThat(phone.next("connect_error").path("message").stringValue())
                    .isEqualTo("UNAUTHENTICATED");
        }
    }

    @Test
    void aDeviceThatComesInOnceTooOftenLosesItsOldestSocket() {
        try (var bounded = Gateway.open(2)) {
            var phone = bounded.person("anna", "WORKER");
            bounded.token(
                    "annas tablet",
                    new Caller("anna", "tablet", phone.roles(), 0, 0),
                    Duration.ofMinutes(15),
                    "WORKER");
            bounded.feed.member("anna", "p-1");
            try (var tablet = Client.with(bounded, "annas tablet");
                    var lost = Client.with(bounded, "anna");
                    var second = Client.with(bounded, "anna");
                    var third = Client.with(bounded, "anna")) {
                assertThat(lost.next("disconnect").stringValue()).isEqualTo("io server disconnect");
                assertThat(lost.all("session:revoked")).isEmpty();
                await().until(() -> bounded.sessions() == 3);

                third.socket.disconnect();
                await().until(() -> bounded.sessions() == 2);
                try (var fourth = Client.with(bounded, "anna")) {
                    var task = bounded.feed.task("p-1");
                    for (var living : List.of(tablet, second, fourth)) {
                        living.hears(task);
                    }
                    assertThat(lost.changed()).isEmpty();
                }
            }
        }
    }

    @Test
    void aSocketLivesOnUnderANewToken() {
        var ben = gateway.person("ben", Duration.ofSeconds(2), "WORKER");
        gateway.feed.member("ben", "p-1");
        gateway.token("bens next", ben, Duration.ofMinutes(15), "WORKER");
        try (var phone = Client.with(gateway, "ben")) {
            assertThat(renew(phone, "bens next")).isEqualTo("ok");

            await().pollDelay(Duration.ofSeconds(3))
                    .untilAsserted(
                            () -> assertThat(phone.all("session:revoked")).isEmpty());
            phone.hears(gateway.feed.task("p-1"));
        }
    }

    @Test
    void aSocketEndsWithTheTokenThatItHasNow() {
        gateway.token("annas short one", anna, Duration.ofSeconds(3), "WORKER");
        try (var phone = Client.with(gateway, "anna")) {
            renew(phone, "annas short one");

            assertThat(phone.next("session:revoked").path("reason").stringValue())
                    .isEqualTo("TOKEN_EXPIRED");
        }
    }

    @Test
    void aSocketTakesNoTokenOfAnybodyElseAndNoneThatIsBad() {
        gateway.person("ben", "WORKER");
        var revoked = gateway.token("annas revoked one", anna, Duration.ofMinutes(15), "WORKER", "FOREMAN");
        gateway.revokedMeanwhile(revoked);
        try (var phone = Client.with(gateway, "anna")) {
            assertThat(renew(phone, "ben")).isEqualTo("FORBIDDEN");
            assertThat(renew(phone, "nobody")).isEqualTo("UNAUTHENTICATED");
            assertThat(renew(phone, "annas revoked one")).isEqualTo("UNAUTHENTICATED");
            assertThat(phone.askJson("session:renew", "{\"token\": 5}")
                            .path("errorCode")
                            .stringValue())
                    .isEqualTo("INVALID_INPUT");

            phone.hears(gateway.feed.task("p-1"));
        }
    }

    @Test
    void aSocketWithOtherRolesIsToldToPullAndSeesWhatTheyMayRead() {
        gateway.token("annas promotion", anna, Duration.ofMinutes(15), "PAYROLL");
        try (var phone = Client.with(gateway, "anna")) {
            renew(phone, "annas promotion");

            assertThat(phone.next("sync:required").path("reason").stringValue()).isEqualTo("INVALID_CURSOR");
            gateway.feed.change("payroll", "p-1", "pay-1", 1);
            phone.hears("pay-1");
        }
    }

    @Test
    void aFormerAdminFollowsOnlyItsOwnProjects() {
        var ada = gateway.person("ada", "ADMIN");
        gateway.feed.member("ada", "p-1");
        gateway.feed.member("anna", "p-2");
        gateway.token("adas demotion", ada, Duration.ofMinutes(15), "WORKER");
        try (var laptop = Client.with(gateway, "ada")) {
            gateway.feed.task("p-2");
            assertThat(laptop.askJson("subscribe", "{\"projectIds\": [\"p-2\"]}")
                            .path("ok")
                            .booleanValue())
                    .isTrue();
            laptop.hears(gateway.feed.task("p-2"));
            renew(laptop, "adas demotion");

            gateway.feed.task("p-2");
            var own = gateway.feed.task("p-1");
            await().untilAsserted(() -> assertThat(laptop.changed()).hasSize(2).endsWith(own));
        }
    }

    private static String renew(Client client, String token) {
        var answer = client.askJson("session:renew", "{\"token\": \"" + token + "\"}");
        return answer.path("ok").booleanValue()
                ? "ok"
                : answer.path("errorCode").stringValue();
    }

    private static Revocation revocation(String deviceId, String reason) {
        return new Revocation("anna", deviceId, 7, nowSecond(), reason);
    }

    private static long nowSecond() {
        return Instant.now().getEpochSecond();
    }
}
