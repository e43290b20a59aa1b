package com.startynk.sync.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.startynk.sync.platform.Tokens;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtVerifierTest {

    private final AtomicBoolean stands = new AtomicBoolean(true);
    private final List<Caller> shown = new ArrayList<>();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final TokenVerifier verifier = verifier(settings(Tokens.SECRET, null));

    @Test
    void readsTheCaller() {
        var claims = Tokens.claims();

        assertThat(verifier.verify(Tokens.sign(claims)))
                .isEqualTo(new Caller(
                        claims.get("sub").toString(),
                        claims.get("device_id").toString(),
                        Set.of("FOREMAN"),
                        (Long) claims.get("iat"),
                        (Long) claims.get("exp")));
    }

    @Test
    void missingRolesAreNone() {
        assertThat(verifier.verify(Tokens.sign(Tokens.without("roles"))).roles())
                .isEmpty();
    }

    @Test
    void projectsInATokenMeanNothing() {
        assertThat(verifier.verify(Tokens.sign(Tokens.with("projects", List.of("p-1"))))
                        .roles())
                .containsExactly("FOREMAN");
    }

    @Test
    void theClocksOfOthersMayBeSlightlyOff() {
        assertThat(verifier.verify(Tokens.sign(Tokens.with("exp", secondsFromNow(-2)))))
                .isNotNull();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("no sub", Tokens.sign(Tokens.without("sub"))),
                Arguments.of("no device", Tokens.sign(Tokens.without("device_id"))),
                Arguments.of("no iat", Tokens.sign(Tokens.without("iat"))),
                Arguments.of("no exp", Tokens.sign(Tokens.without("exp"))),
                Arguments.of("empty sub", Tokens.sign(Tokens.with("sub", ""))),
                Arguments.of("blank device", Tokens.sign(Tokens.with("device_id", "  "))),
                Arguments.of("a device that is a number", Tokens.sign(Tokens.with("device_id", 5))),
                Arguments.of("a device of 129 letters", Tokens.sign(Tokens.with("device_id", "d".repeat(129)))),
                Arguments.of("a NUL in the sub", Tokens.sign(Tokens.with("sub", "a\u0000b"))),
                Arguments.of("roles that are a text", Tokens.sign(Tokens.with("roles", "ADMIN"))),
                Arguments.of("roles that are numbers", Tokens.sign(Tokens.with("roles", List.of(1)))),
                Arguments.of("expired two minutes ago", Tokens.sign(Tokens.with("exp", secondsFromNow(-120)))),
                Arguments.of("not valid before an hour", Tokens.sign(Tokens.with("nbf", secondsFromNow(3600)))),
                Arguments.of("issued in an hour", Tokens.sign(Tokens.with("iat", secondsFromNow(3600)))),
                Arguments.of("a generation that is a text", Tokens.sign(Tokens.with("gen", "9"))),
                Arguments.of("an exp that is a text", Tokens.sign(Tokens.with("exp", "tomorrow"))),
                Arguments.of("another key", Tokens.sign(Tokens.claims(), "x".repeat(48), JWSAlgorithm.HS256)),
                Arguments.of("HS512", Tokens.sign(Tokens.claims(), Tokens.SECRET, JWSAlgorithm.HS512)),
                Arguments.of("alg none", unsigned("none") + "."),
                Arguments.of("alg NONE with a signature", unsigned("NONE") + ".c2ln"),
                Arguments.of("changed after signing", changed()),
                Arguments.of("too long", Tokens.sign(Tokens.with("filler", "x".repeat(9000)))),
                Arguments.of("garbage", "not.a.token"),
                Arguments.of("nothing", ""),
                Arguments.of("dots", ".."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void refusesATokenWith(String what, String token) {
        assertUnauthenticated(() -> verifier.verify(token));
        assertUnauthenticated(() -> verifier.verify(token));
    }

    @Test
    void aRememberedTokenEndsWhenItsTimeIsOver() {
        var token = Tokens.valid();
        verifier.verify(token);

        ahead.set(Duration.ofMinutes(20));

        assertUnauthenticated(() -> verifier.verify(token));
    }

    @Test
    void aRememberedTokenIsAskedForItsStandingAtEveryCall() {
        var token = Tokens.valid();
        verifier.verify(token);

        stands.set(false);

        assertUnauthenticated(() -> verifier.verify(token));
    }

    @Test
    void showsWhoCallsOnceAMinute() {
        var token = Tokens.valid();
        var caller = verifier.verify(token);
        verifier.verify(token);
        assertThat(shown).containsExactly(caller);

        ahead.set(Duration.ofMinutes(1));
        verifier.verify(token);
        assertThat(shown).containsExactly(caller, caller);
    }

    @Test
    void showsNobodyWhoseTokenStandsNoMore() {
        stands.set(false);
        assertUnauthenticated(() -> verifier.verify(Tokens.valid()));

        assertThat(shown).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "too short", "31-bytes-are-one-byte-too-few.."})
    void doesNotStartOnAShortSecret(String secret) {
        assertThatThrownBy(() -> verifier(settings(secret, null)))
                .isInstanceOf(NoUsableKeyException.class)
                .hasMessageContaining("JWT_SECRET");
    }

    @Test
    void settingsDoNotTellTheSecret() {
        assertThat(settings(Tokens.SECRET, null).toString()).doesNotContain(Tokens.SECRET);
    }

    @Test
    void believesTwoKeysWhileTheyAreChangedAndNoThird() {
        var former = "the former key, which is known to these tests only";
        var both = verifier(
                new IdentitySettings(Tokens.SECRET, former, null, List.of("RS256"), Duration.ofSeconds(5), 100));

        assertThat(both.verify(Tokens.valid())).isNotNull();
        assertThat(both.verify(Tokens.sign(Tokens.claims(), former, JWSAlgorithm.HS256)))
                .isNotNull();
        assertUnauthenticated(() -> both.verify(Tokens.sign(Tokens.claims(), "y".repeat(48), JWSAlgorithm.HS256)));
        assertUnauthenticated(() -> verifier.verify(Tokens.sign(Tokens.claims(), former, JWSAlgorithm.HS256)));
    }

    @Test
    void doesNotStartOnAShortSecondSecret() {
        var settings =
                new IdentitySettings(Tokens.SECRET, "too short", null, List.of("RS256"), Duration.ofSeconds(5), 100);

        assertThatThrownBy(() -> verifier(settings))
                .isInstanceOf(NoUsableKeyException.class)
                .hasMessageContaining("JWT_SECRET_SECOND");
    }

    @Test
    void withAnIdentityProvidersKeysOnlyTheirSignaturesCount() throws Exception {
        var key = new RSAKeyGenerator(2048).keyID("k-1").generate();
        try (var provider = new KeyProvider(key)) {
            var byKeys = verifier(settings(Tokens.SECRET, provider.url()));

            assertThat(byKeys.verify(provider.signed(key))).isNotNull();
            assertUnauthenticated(() -> byKeys.verify(Tokens.valid()));
            assertUnauthenticated(() -> byKeys.verify(
                    provider.signed(new RSAKeyGenerator(2048).keyID("k-1").generate())));
            // The public key taken for an HMAC secret.
            assertUnauthenticated(() ->
                    byKeys.verify(Tokens.sign(Tokens.claims(), key.toPublicJWK().toJSONString(), JWSAlgorithm.HS256)));
        }
    }

    @Test
    void anIdentityProviderChangesItsKeysAndTheirKind() throws Exception {
        var former = new RSAKeyGenerator(2048).keyID("k-1").generate();
        var next = new ECKeyGenerator(Curve.P_256).keyID("k-2").generate();
        try (var provider = new KeyProvider(former)) {
            var byKeys = verifier(settings(null, provider.url()));
            assertThat(byKeys.verify(provider.signed(former))).isNotNull();

            provider.publish(former, next);

            assertThat(byKeys.verify(provider.signed(next))).isNotNull();
            assertThat(byKeys.verify(provider.signed(former))).isNotNull();
        }
    }

    /** It may let people choose claims. */
    @Test
    void anIdentityProvidersTokensHaveNoGeneration() throws Exception {
        var key = new RSAKeyGenerator(2048).keyID("k-1").generate();
        try (var provider = new KeyProvider(key)) {
            var byKeys = verifier(settings(null, provider.url()));

            assertThat(byKeys.verify(provider.signed(key, Tokens.with("gen", 99)))
                            .generation())
                    .isEqualTo(Caller.NO_GENERATION);
        }
        assertThat(verifier.verify(Tokens.sign(Tokens.with("gen", 99))).generation())
                .isEqualTo(99);
    }

    @Test
    void anIdentityProviderThatIsAwayIsNoFaultOfTheCaller() throws IOException, JOSEException {
        var key = new RSAKeyGenerator(2048).keyID("k-1").generate();
        var byKeys =
                verifier(settings(null, URI.create("http://127.0.0.1:1/keys").toURL()));

        assertThatThrownBy(() -> byKeys.verify(KeyProvider.sign(key, Tokens.claims())))
                .isInstanceOfSatisfying(
                        SyncFailure.class, f -> assertThat(f.errorCode()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
    }

    private TokenVerifier verifier(IdentitySettings settings) {
        return new JwtVerifier(
                TokenProcessor.of(settings),
                settings,
                List.of(caller -> stands.get()),
                List.of(shown::add),
                new MovedClock());
    }

    private static IdentitySettings settings(String secret, URL jwksUrl) {
        return new IdentitySettings(secret, null, jwksUrl, List.of("RS256", "ES256"), Duration.ofSeconds(5), 100);
    }

    private static long secondsFromNow(long seconds) {
        return Instant.now().getEpochSecond() + seconds;
    }

    private static String unsigned(String algorithm) {
        return base64("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}") + "."
                + Tokens.valid().split("\\.", -1)[1];
    }

    private static String changed() {
        var parts = Tokens.valid().split("\\.", -1);
        var other = Tokens.sign(Tokens.with("roles", List.of("ADMIN"))).split("\\.", -1);
        return parts[0] + "." + other[1] + "." + parts[2];
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertUnauthenticated(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SyncFailure.class, f -> assertThat(f.errorCode()).isEqualTo(ErrorCode.UNAUTHENTICATED));
    }

    /** As far ahead of the time as the test puts it. */
    private final class MovedClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead.get());
        }
    }
}
