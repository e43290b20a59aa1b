package com.startynk.sync.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final Caller PHONE = caller("ada", "phone");
    private static final Caller TABLET = caller("ada", "tablet");
    private static final String SITE = "192.0.2.7";

    private final HandClock time = new HandClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private static Caller caller(String userId, String deviceId) {
        return new Caller(userId, deviceId, Set.of("WORKER"), 0, Long.MAX_VALUE);
    }

    /** Requests and mutations of a device, of a user, requests of an address, with and without tokens. */
    private RateLimits limits(int deviceRequests, int deviceMutations, int user, int mutations, int address, int anon) {
        var settings = new LimitSettings(
                deviceRequests,
                deviceMutations,
                user,
                mutations,
                address,
                anon,
                2,
                8,
                8,
                1,
                Duration.ofSeconds(1),
                null,
                Duration.ofMillis(100));
        return new RateLimits(settings, time, bucket -> {}, meters);
    }

    @Test
    void takesWhatAMinuteAllowsAtOnceAndNotOneMore() {
        var limits = limits(600, 20_000, 6000, 200_000, 100_000, 100);

        for (var n = 1; n <= 600; n++) {
            var verdict = limits.request(PHONE, SITE, 1);
            assertThat(verdict.refusal()).isNull();
            assertThat(verdict.remaining()).isEqualTo(600 - n);
        }
        var refused = limits.request(PHONE, SITE, 1);

        assertThat(refused.refusal().errorCode()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refused.refusal().retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));
        assertThat(refused.reset()).isEqualTo(Duration.ofMinutes(1));
        assertThat(meters.get("startynk.limits.refused")
                        .tag("limit", "device-requests")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void givesATenthBackEverySixSeconds() {
        var limits = limits(600, 20_000, 6000, 200_000, 100_000, 100);
        limits.request(PHONE, SITE, 600);

        time.pass(Duration.ofMillis(5_999));
        assertThat(limits.request(PHONE, SITE, 1).refusal()).isNotNull();
        time.pass(Duration.ofMillis(1));
        assertThat(limits.request(PHONE, SITE, 60).refusal()).isNull();
        assertThat(limits.request(PHONE, SITE, 1).refusal()).isNotNull();
        time.pass(Duration.ofMinutes(2));
        assertThat(limits.request(PHONE, SITE, 600).refusal()).isNull();
        assertThat(limits.request(PHONE, SITE, 1).refusal()).isNotNull();
    }

    @Test
    void aLimitIsTheDevicesAndNotThePersons() {
        var limits = limits(5, 20_000, 100, 200_000, 100_000, 100);
        limits.request(PHONE, SITE, 5);

        assertThat(limits.request(PHONE, SITE, 1).refusal()).isNotNull();
        assertThat(limits.request(TABLET, SITE, 1).refusal()).isNull();
        assertThat(limits.request(caller("bo", "phone"), SITE, 1).refusal()).isNull();
    }

    @Test
    void allDevicesOfAUserTogetherHaveALimitToo() {
        var limits = limits(5, 20_000, 8, 200_000, 100_000, 100);
        limits.request(PHONE, SITE, 5);
        limits.request(TABLET, SITE, 3);

        var refused = limits.request(TABLET, SITE, 1);

        assertThat(refused.refusal()).hasMessageContaining("user");
        assertThat(refused.limit()).isEqualTo(8);
        time.pass(Duration.ofMinutes(1));
        assertThat(limits.request(TABLET, SITE, 5).refusal())
                .as("what the user's limit refused was not taken from the device's")
                .isNull();
    }

    @Test
    void anAddressHasALimitForAllWhoShareIt() {
        var limits = limits(5, 20_000, 100, 200_000, 7, 100);
        limits.request(PHONE, SITE, 5);

        assertThat(limits.request(caller("bo", "phone"), SITE, 3).refusal()).hasMessageContaining("address");
        assertThat(limits.request(caller("bo", "phone"), SITE, 2).refusal()).isNull();
        assertThat(limits.request(caller("bo", "phone"), "192.0.2.8", 3).refusal())
                .as("nothing was taken from the device for what was refused")
                .isNull();
    }

    @Test
    void whoeverHasNoTokenIsCountedByHisAddressAlone() {
        var limits = limits(5, 20_000, 100, 200_000, 7, 3);
        for (var n = 0; n < 3; n++) {
            assertThat(limits.request(SITE).refusal()).isNull();
        }

        assertThat(limits.request(SITE).refusal().errorCode()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(limits.request("192.0.2.8").refusal()).isNull();
        assertThat(limits.request(PHONE, SITE, 5).refusal())
                .as("those who have one are not shut out by their neighbours")
                .isNull();
    }

    @Test
    void loginsHaveALimitOfTheirOwn() {
        var limits = limits(5, 20_000, 100, 200_000, 7, 3);
        for (var n = 0; n < 3; n++) {
            limits.request(SITE);
        }

        assertThat(limits.request(SITE).refusal()).isNotNull();
        assertThat(limits.login(SITE).refusal()).isNull();
        assertThat(limits.login(SITE).refusal()).isNull();
        assertThat(limits.login(SITE).refusal()).hasMessageContaining("logins");
        assertThat(limits.login("192.0.2.8").refusal()).isNull();
        assertThat(meters.get("startynk.limits.refused")
                        .tag("limit", "login-requests")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void strangersAtSocketsAndAtHttpShareTheAddressesLimit() {
        var limits = limits(5, 20_000, 100, 200_000, 7, 3);
        limits.request("2001:db8:0:7::/64");
        limits.take("2001:db8:0:7::1");
        limits.take("2001:db8:0:7::2");

        assertThatThrownBy(() -> limits.take("2001:db8:0:7::3"))
                .isInstanceOfSatisfying(
                        SyncFailure.class,
                        failure -> assertThat(failure.errorCode()).isEqualTo(ErrorCode.RATE_LIMITED));
        assertThat(limits.request("2001:db8:0:7::/64").refusal()).isNotNull();
        assertThatCode(() -> limits.take("192.0.2.8")).doesNotThrowAnyException();
    }

    @Test
    void socketsAndHttpShareTheDevicesLimit() {
        var limits = limits(5, 20_000, 8, 200_000, 100_000, 100);
        limits.request(PHONE, SITE, 4);
        limits.take(PHONE);

        assertThatThrownBy(() -> limits.take(PHONE))
                .isInstanceOfSatisfying(
                        SyncFailure.class,
                        failure -> assertThat(failure.errorCode()).isEqualTo(ErrorCode.RATE_LIMITED));
        assertThat(limits.request(PHONE, SITE, 1).refusal()).isNotNull();
        limits.request(TABLET, SITE, 3);
        assertThatThrownBy(() -> limits.take(TABLET)).hasMessageContaining("user");
        time.pass(Duration.ofMinutes(1));
        assertThatCode(() -> limits.request(TABLET, SITE, 5)).doesNotThrowAnyException();
    }

    @Test
    void mutationsAreGrantedAsFarAsTheyGo() {
        var limits = limits(600, 1000, 6000, 200_000, 100_000, 100);

        assertThat(limits.take(PHONE, 600)).isEqualTo(new Grant(600, null));
        var some = limits.take(PHONE, 500);
        assertThat(some.mutations()).isEqualTo(400);
        assertThat(some.refusal().retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));
        assertThat(limits.take(PHONE, 1).mutations()).isZero();
        time.pass(Duration.ofSeconds(6));
        assertThat(limits.take(PHONE, 500).mutations()).isEqualTo(100);
    }

    @Test
    void mutationsOfAUserAreGrantedAsFarAsTheyGoOnAllHisDevices() {
        var limits = limits(600, 1000, 6000, 1200, 100_000, 100);
        limits.take(PHONE, 1000);

        var some = limits.take(TABLET, 500);

        assertThat(some.mutations()).isEqualTo(200);
        assertThat(some.refusal()).hasMessageContaining("user");
        time.pass(Duration.ofSeconds(6));
        assertThat(limits.take(TABLET, 1000).mutations()).isEqualTo(120);
        time.pass(Duration.ofMinutes(2));
        assertThat(limits.take(TABLET, 1000).mutations()).isEqualTo(1000);
    }

    @Test
    void aLimitThatIsSmallerThanItsPortionsStillRefills() {
        var limits = limits(3, 1, 6000, 200_000, 100_000, 1);
        limits.request(PHONE, SITE, 3);
        limits.take(PHONE, 1);

        time.pass(Duration.ofSeconds(20));
        assertThat(limits.request(PHONE, SITE, 1).refusal()).isNull();
        assertThat(limits.request(PHONE, SITE, 1).refusal()).isNotNull();
        var wait = limits.take(PHONE, 1);
        assertThat(wait.refusal().retryAfter()).isEqualTo(Duration.ofSeconds(40));
        time.pass(Duration.ofSeconds(40));
        assertThat(limits.take(PHONE, 1).mutations()).isEqualTo(1);
    }

    @Test
    void aLimitThatNobodyReachesIsNone() {
        var limits = limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 1, 1, 1);

        assertThat(limits.request(PHONE, SITE, 1).remaining()).isEqualTo(Integer.MAX_VALUE - 1);
        time.pass(Duration.ofDays(1));
        limits.take(PHONE);
    }
}
