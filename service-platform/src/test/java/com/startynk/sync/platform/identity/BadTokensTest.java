package com.startynk.sync.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.platform.RunningPlatform;
import com.startynk.sync.platform.RunningPlatform.Answer;
import com.startynk.sync.platform.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bad tokens meet at the door: always the same 401, and never more. */
class BadTokensTest {

    private final RunningPlatform platform = RunningPlatform.shared();

    @ParameterizedTest(name = "{0}")
    @MethodSource("com.startynk.sync.platform.identity.JwtVerifierTest#bad")
    void refusesATokenWith(String what, String token) {
        assertUnauthenticated("Bearer " + token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YWRtaW46YWRtaW4=", "bearer\tx", "Bearer a b", "Bearer %00"})
    void refusesAHeaderThatIsNoToken(String header) {
        assertUnauthenticated(header);
    }

    @ParameterizedTest
    @ValueSource(ints = {9_000, 60_000, 90_000})
    void refusesAHugeToken(int length) {
        assertUnauthenticated("Bearer " + "x".repeat(length));
        assertUnauthenticated("Bearer " + Tokens.sign(Tokens.with("filler", "x".repeat(length))));
    }

    @Test
    void refusesAHeaderBeyondAllMeasure() {
        assertThat(call("/api/v1/me", "Bearer " + "x".repeat(200_000)).status()).isBetween(400, 499);
    }

    private void assertUnauthenticated(String header) {
        var rest = call("/api/v1/me", header);
        assertThat(rest.status()).isEqualTo(401);
        assertThat(rest.errorCode()).isEqualTo("UNAUTHENTICATED");
        var trpc = call("/trpc/notes.whoAmI", header);
        assertThat(trpc.status()).isEqualTo(401);
        assertThat(trpc.json().at("/error/data/errorCode").stringValue()).isEqualTo("UNAUTHENTICATED");
    }

    private Answer call(String path, String header) {
        return platform.send(platform.bare(path).header("Authorization", header));
    }
}
