package com.startynk.sync.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.platform.RunningPlatform;
import com.startynk.sync.platform.RunningPlatform.Answer;
import com.startynk.sync.platform.Tokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Limits as they meet HTTP: five requests a device, eight a user, three an address without tokens, and two logins. */
class LimitedRequestsTest {

    private static RunningPlatform platform;

    @BeforeAll
    static void start() {
        platform = RunningPlatform.start(Map.of(
                "startynk.limits.device-requests", "5",
                "startynk.limits.user-requests", "8",
                "startynk.limits.anonymous-requests", "3",
                "startynk.limits.login-requests", "2",
                "server.forward-headers-strategy", "native"));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    /** A device, at an address that no other test uses. */
    private record Device(String token, String address) {

        static Device of(String user) {
            var claims = Tokens.with("sub", user);
            claims.put("device_id", UUID.randomUUID().toString());
            return new Device(Tokens.sign(claims), newAddress());
        }

        Answer get(String path) {
            return platform.send(platform.bare(path)
                    .header("Authorization", "Bearer " + token)
                    .header("X-Forwarded-For", address));
        }
    }

    private static String newAddress() {
        return "2001:db8:" + UUID.randomUUID().toString().substring(0, 4) + ":"
                + UUID.randomUUID().toString().substring(0, 4) + "::1";
    }

    private static Device newDevice() {
        return Device.of(UUID.randomUUID().toString());
    }

    private static Answer anonymous(String path, String address) {
        return platform.send(platform.bare(path).header("X-Forwarded-For", address));
    }

    private static void assertLimited(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
        assertThat(answer.header("RateLimit-Remaining")).isEqualTo("0");
    }

    @Test
    void everyAnswerSaysWhatIsLeft() {
        var device = newDevice();

        var first = device.get("/api/v1/me");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("RateLimit-Limit")).isEqualTo("5");
        assertThat(first.header("RateLimit-Remaining")).isEqualTo("4");
        assertThat(Integer.parseInt(first.header("RateLimit-Reset"))).isBetween(1, 60);
        var second = device.get("/trpc/notes.nothing");
        assertThat(second.header("RateLimit-Remaining")).isEqualTo("3");
        var failed = device.get("/api/v1/nothing-here");
        assertThat(failed.status()).isEqualTo(404);
        assertThat(failed.header("RateLimit-Remaining")).isEqualTo("2");
    }

    @Test
    void aDeviceBeyondItsLimitIsToldWhenToComeBackAndItsNeighbourIsNot() {
        var user = UUID.randomUUID().toString();
        var phone = Device.of(user);
        for (var n = 0; n < 5; n++) {
            assertThat(phone.get("/api/v1/me").status()).isEqualTo(200);
        }

        var refused = phone.get("/api/v1/me");
        assertLimited(refused);
        assertThat(refused.type()).startsWith("application/problem+json");
        assertThat(refused.errorCode()).isEqualTo("RATE_LIMITED");
        assertThat(refused.json().get("status").intValue()).isEqualTo(429);
        assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Device.of(user).get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void trpcIsToldInItsOwnWay() {
        var phone = newDevice();
        for (var n = 0; n < 5; n++) {
            phone.get("/trpc/notes.nothing");
        }

        var refused = phone.get("/trpc/notes.nothing");
        assertLimited(refused);
        var error = refused.json().path("error");
        assertThat(error.path("code").intValue()).isEqualTo(-32029);
        assertThat(error.path("data").path("code").stringValue()).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(error.path("data").path("errorCode").stringValue()).isEqualTo("RATE_LIMITED");
        assertThat(error.path("data").path("httpStatus").intValue()).isEqualTo(429);
        assertThat(error.path("data").path("path").stringValue()).isEqualTo("notes.nothing");

        var batch = phone.get("/trpc/notes.nothing,notes.echo?batch=1");
        assertLimited(batch);
        assertThat(batch.json().size()).isEqualTo(2);
        assertThat(batch.json().get(1).path("error").path("data").path("path").stringValue())
                .isEqualTo("notes.echo");
    }

    @Test
    void aBatchCountsByItsCallsAndPassesAsAWholeOrNotAtAll() {
        var phone = newDevice();

        assertThat(phone.get("/trpc/notes.nothing,notes.nothing,notes.nothing?batch=1")
                        .header("RateLimit-Remaining"))
                .isEqualTo("2");
        var refused = phone.get("/trpc/notes.nothing,notes.nothing,notes.nothing?batch=1");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("RateLimit-Remaining")).isEqualTo("2");
        assertThat(phone.get("/trpc/notes.nothing,notes.nothing?batch=1").status())
                .isEqualTo(200);
    }

    @Test
    void aBatchThatCouldNeverPassIsTooLarge() {
        var phone = newDevice();

        var refused = phone.get("/trpc/" + ",".repeat(5) + "?batch=1");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json()
                        .get(0)
                        .path("error")
                        .path("data")
                        .path("errorCode")
                        .stringValue())
                .isEqualTo("BATCH_TOO_LARGE");
        assertThat(phone.get("/api/v1/me").header("RateLimit-Remaining")).isEqualTo("3");
    }

    @Test
    void allDevicesOfAUserHaveALimitToo() {
        var user = UUID.randomUUID().toString();
        var phone = Device.of(user);
        var tablet = Device.of(user);
        for (var n = 0; n < 5; n++) {
            phone.get("/api/v1/me");
        }
        for (var n = 0; n < 3; n++) {
            tablet.get("/api/v1/me");
        }

        var refused = tablet.get("/api/v1/me");
        assertLimited(refused);
        assertThat(refused.header("RateLimit-Limit")).isEqualTo("8");
    }

    @Test
    void guessingTokensIsLimitedByAddress() {
        var address = newAddress();
        for (var n = 0; n < 3; n++) {
            assertThat(anonymous("/api/v1/me", address).status()).isEqualTo(401);
        }

        assertLimited(anonymous("/api/v1/me", address));
        assertLimited(anonymous("/nothing-here", address));
        assertThat(login(address).status()).as("somebody else's login").isEqualTo(200);
        var sameNetwork = address.substring(0, address.length() - 1) + "2";
        assertLimited(anonymous("/api/v1/me", sameNetwork));
        assertThat(anonymous("/api/v1/me", newAddress()).status()).isEqualTo(401);
        assertThat(new Device(newDevice().token(), address).get("/api/v1/me").status())
                .as("a neighbour with a token")
                .isEqualTo(200);
    }

    @Test
    void loginsAreLimitedByAddressAndCountForNothingElse() {
        var address = newAddress();
        assertThat(login(address).header("RateLimit-Limit")).isEqualTo("2");
        assertThat(login(address).status()).isEqualTo(200);

        assertLimited(login(address));
        assertThat(anonymous("/api/v1/me", address).status()).isEqualTo(401);
        assertThat(platform.send(platform.bare("/api/v1/open/7").header("X-Forwarded-For", address))
                        .status())
                .as("another method of that path is not open")
                .isEqualTo(401);
        assertThat(login(newAddress()).status()).isEqualTo(200);
    }

    private static Answer login(String address) {
        return platform.send(platform.bare("/api/v1/open/7")
                .header("X-Forwarded-For", address)
                .POST(BodyPublishers.noBody()));
    }

    @Test
    void probesAreNeverLimited() {
        var address = newAddress();
        for (var n = 0; n < 20; n++) {
            assertThat(anonymous("/actuator/health/liveness", address).status()).isEqualTo(200);
            assertThat(anonymous("/actuator/prometheus", address).status()).isEqualTo(200);
        }
        assertThat(anonymous("/api/v1/me", address).status()).isEqualTo(401);
    }

    @Test
    void aPathThatLooksLikeAProbesIsNone() {
        var address = newAddress();
        for (var n = 0; n < 3; n++) {
            anonymous("/actuatornot", address);
        }
        assertLimited(anonymous("/actuatornot", address));
    }
}
