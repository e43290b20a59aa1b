package com.startynk.sync.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.startynk.sync.platform.http.Network;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginThrottleTest {

    private static final String HOME = "192.0.2.7";
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final LoginThrottle throttle =
            new LoginThrottle(new ThrottleSettings(3, 10, LONGEST, Duration.ofMinutes(15)), clock);

    @Test
    void letsPeopleMistypeAndThenMakesThemWaitLongerAndLonger() {
        throttle.attempt("ada", HOME);
        throttle.attempt("ada", HOME);
        throttle.attempt("ada", HOME);

        for (var seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(wait("ada", HOME)).isEqualTo(Duration.ofSeconds(seconds));
            now = now.plusSeconds(seconds);
            throttle.attempt("ada", HOME);
        }
    }

    @Test
    void makesNobodyWaitLongerForTryingTooSoon() {
        fail("ada", HOME, 3);

        for (var n = 0; n < 100; n++) {
            assertThat(wait("ada", HOME)).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void readsANameWhateverItsCase() {
        throttle.attempt("Ada", HOME);
        throttle.attempt("ADA", HOME);
        throttle.attempt("ada", HOME);

        assertThat(wait("aDa", HOME)).isPositive();
    }

    @Test
    void keepsNobodyOutWhoseNameOthersTry() {
        fail("ada", "198.51.100.1", 3);
        assertThat(wait("ada", "198.51.100.1")).isPositive();

        throttle.attempt("ada", HOME).succeeded();
    }

    @Test
    void slowsDownACrowdThatTriesOneName() {
        for (var n = 0; n < 10; n++) {
            throttle.attempt("ada", "198.51.100." + n);
        }

        assertThat(wait("ada", HOME)).isPositive();
    }

    @Test
    void slowsDownANetworkThatTriesManyNames() {
        for (var n = 0; n < 10; n++) {
            throttle.attempt("name " + n, "2001:db8:1:2::" + n);
        }

        assertThat(wait("ada", "2001:db8:1:2:ffff::1")).isPositive();
        throttle.attempt("ada", "2001:db8:1:3::1");
    }

    @Test
    void forgetsWhatWentWrongBeforeTheRightPassword() {
        throttle.attempt("ada", HOME);
        throttle.attempt("ada", HOME);
        throttle.attempt("ada", HOME).succeeded();

        throttle.attempt("ada", HOME);
        throttle.attempt("ada", HOME);
        throttle.attempt("ada", HOME);
        assertThat(wait("ada", HOME)).isPositive();
    }

    @Test
    void countsNothingAgainstANetworkWhosePeopleKnowTheirPasswords() {
        for (var n = 0; n < 100; n++) {
            throttle.attempt("name " + n, HOME).succeeded();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:DB8:1:2::, 2001:db8:1:2::/64",
        "2001:0db8:0001:0002:0:0:0:1, 2001:db8:1:2::/64",
        "fe80::1%eth0, fe80:0:0:0::/64",
        "::1, 0:0:0:0::/64",
        "::ffff:192.0.2.7, ::ffff:192.0.2.7"
    })
    void takesANetworkOfIpv6ForOneAddress(String address, String network) {
        assertThat(Network.of(address)).isEqualTo(network);
    }

    private void fail(String name, String address, int times) {
        for (var n = 0; n < times; n++) {
            throttle.attempt(name, address);
        }
    }

    private Duration wait(String name, String address) {
        var wait = new Duration[] {Duration.ZERO};
        assertThatThrownBy(() -> throttle.attempt(name, address)).isInstanceOfSatisfying(SyncFailure.class, refused -> {
            assertThat(refused.errorCode()).isEqualTo(ErrorCode.RATE_LIMITED);
            wait[0] = refused.retryAfter();
        });
        return wait[0];
    }
}
