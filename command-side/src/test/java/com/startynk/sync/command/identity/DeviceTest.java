package com.startynk.sync.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.command.identity.RunningLogins.Answer;
import com.startynk.sync.command.identity.RunningLogins.Person;
import com.startynk.sync.platform.session.Revocations;
import com.startynk.sync.protocol.dashboard.DeviceNames;
import com.startynk.sync.protocol.dashboard.FindDeviceNames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

    private static final String DEVICES = "/api/v1/auth/devices";
    private static final String SECURITY_EVENTS = "/api/v1/auth/security-events";

    private static RunningLogins logins;

    private final Person person = logins.person(Role.WORKER);

    @BeforeAll
    static void start() {
        logins = new RunningLogins();
    }

    @AfterAll
    static void stop() {
        logins.close();
    }

    @Test
    void isListedWithThoseOfItsOwnerAndNobodyElses() {
        login("phone");
        var tablet = login("tablet");
        logins.login(logins.person(Role.WORKER), "wrong");

        var items = logins.get(DEVICES, token(tablet)).body().path("items");

        assertThat(items.findValuesAsString("deviceId")).containsExactlyInAnyOrder("phone", "tablet");
        for (var item : items) {
            assertThat(item.path("name").stringValue()).isEqualTo("Pixel 9");
            assertThat(item.path("platform").stringValue()).isEqualTo("android");
            assertThat(Instant.parse(item.path("lastSeenAt").stringValue()))
                    .isAfter(Instant.now().minus(Duration.ofMinutes(1)));
            assertThat(item.path("current").booleanValue())
                    .isEqualTo(item.path("deviceId").stringValue().equals("tablet"));
        }
    }

    @Test
    void isListedWithoutALogin() {
        var items = logins.get(DEVICES, minted("phone")).body().path("items");

        assertThat(items.findValuesAsString("deviceId")).containsExactly("phone");
        assertThat(items.get(0).path("name").isNull()).isTrue();
    }

    @Test
    void isKnownByItsNameToOtherServices() {
        login("phone");
        var asked = new FindDeviceNames(List.of(
                new FindDeviceNames.Device(person.userId(), "phone"),
                new FindDeviceNames.Device(person.userId(), "never-seen")));

        var names = logins.bean(QueryGateway.class)
                .query(asked, DeviceNames.class)
                .join()
                .devices();

        assertThat(names).containsExactly(new DeviceNames.Named(person.userId(), "phone", "Pixel 9", "android"));
    }

    @Test
    void losesItsTokensWhenItIsRevokedAndNoOtherDoes() {
        var phone = login("phone");
        var tablet = login("tablet");

        assertThat(logins.delete(DEVICES + "/phone", token(tablet)).status()).isEqualTo(204);

        assertThat(logins.letsIn(token(phone))).isFalse();
        assertThat(logins.refresh(phone.text("refreshToken")).text("errorCode")).isEqualTo("UNAUTHENTICATED");
        assertThat(logins.letsIn(token(tablet))).isTrue();
        assertThat(logins.refresh(tablet.text("refreshToken")).status()).isEqualTo(200);
        assertThat(logins.get(DEVICES, token(tablet)).body().path("items").findValuesAsString("deviceId"))
                .containsExactly("tablet");
    }

    @Test
    void losesTokensThatWereMadeElsewhereToo() {
        var phone = minted("phone");
        assertThat(logins.letsIn(phone)).isTrue();

        assertThat(logins.delete(DEVICES + "/phone", minted("tablet")).status()).isEqualTo(204);

        assertThat(logins.letsIn(phone)).isFalse();
    }

    @Test
    void comesBackByALoginInTheSameSecond() {
        login("phone");
        logins.delete(DEVICES + "/phone", minted("tablet"));

        var again = login("phone");

        assertThat(logins.letsIn(token(again))).isTrue();
        assertThat(logins.refresh(again.text("refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void isNotFoundByOthersNorTwice() {
        var phone = login("phone");
        var stranger = logins.accessToken(Role.ADMIN);

        assertThat(logins.delete(DEVICES + "/phone", stranger).text("errorCode"))
                .isEqualTo("NOT_FOUND");
        assertThat(logins.delete(DEVICES + "/nobodys", token(phone)).text("errorCode"))
                .isEqualTo("NOT_FOUND");
        assertThat(logins.letsIn(token(phone))).isTrue();

        assertThat(logins.delete(DEVICES + "/phone", minted("tablet")).status()).isEqualTo(204);
        assertThat(logins.delete(DEVICES + "/phone", minted("tablet")).status()).isEqualTo(404);
    }

    @Test
    void isNotListedAnyMoreOnceItHasLoggedOut() {
        logins.post("/api/v1/auth/logout", null, token(login("phone")));

        assertThat(logins.get(DEVICES, minted("tablet")).body().path("items").findValuesAsString("deviceId"))
                .containsExactly("tablet");
    }

    @Test
    void isLoggedOutWithAllOthersAtOnce() {
        var phone = login("phone");
        var tablet = login("tablet");

        assertThat(logins.delete(DEVICES, token(tablet)).status()).isEqualTo(204);

        assertThat(logins.letsIn(token(phone))).isFalse();
        assertThat(logins.letsIn(token(tablet))).isFalse();
        assertThat(logins.refresh(phone.text("refreshToken")).status()).isEqualTo(401);
    }

    @Test
    void losesItsTokensWithAllOthersAfterASecurityEvent() {
        var phone = login("phone");
        var tablet = minted("tablet");

        assertThat(securityEvent(logins.accessToken(Role.ADMIN)).status()).isEqualTo(204);

        assertThat(logins.letsIn(token(phone))).isFalse();
        assertThat(logins.letsIn(tablet)).isFalse();
        assertThat(logins.refresh(phone.text("refreshToken")).status()).isEqualTo(401);
        assertThat(logins.letsIn(token(login("phone")))).isTrue();
    }

    @Test
    void keepsItsTokensWhenAnybodyButAnAdminReportsASecurityEvent() {
        var phone = login("phone");

        assertThat(securityEvent(logins.accessToken(Role.PROJECT_MANAGER)).text("errorCode"))
                .isEqualTo("FORBIDDEN");

        assertThat(logins.letsIn(token(phone))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "line\nbreak"})
    void keepsItsTokensWhenASecurityEventHasNoReason(String reason) {
        var answer = logins.post(
                SECURITY_EVENTS, Map.of("userId", person.userId(), "reason", reason), logins.accessToken(Role.ADMIN));

        assertThat(answer.invalidFields()).containsExactly("reason");
    }

    /** A login takes its time, and what is revoked meanwhile must not be outlived by it. */
    @Test
    void isNotLetInByALoginThatBeganBeforeARevocation() {
        var account = logins.bean(Accounts.class)
                .find(person.username(), person.password())
                .orElseThrow();
        var generation = logins.bean(Revocations.class).generation();
        securityEvent(logins.accessToken(Role.ADMIN));

        var pair = logins.bean(Sessions.class).begin(account, new Login.Device("phone", null, null), generation);

        assertThat(logins.letsIn(pair.accessToken())).isFalse();
        assertThat(logins.refresh(pair.refreshToken()).status()).isEqualTo(401);
    }

    private Answer securityEvent(String token) {
        return logins.post(SECURITY_EVENTS, Map.of("userId", person.userId(), "reason", "PHONE_STOLEN"), token);
    }

    private Answer login(String device) {
        return logins.login(person, person.password(), device);
    }

    private String minted(String device) {
        return RunningLogins.minted(person.userId(), device, Role.WORKER);
    }

    private static String token(Answer session) {
        return session.text("accessToken");
    }
}
