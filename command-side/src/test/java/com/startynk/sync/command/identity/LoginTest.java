package com.startynk.sync.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import com.startynk.sync.command.identity.RunningLogins.Answer;
import com.startynk.sync.command.identity.RunningLogins.Person;
import com.startynk.sync.platform.identity.TokenVerifier;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

class LoginTest {

    private static RunningLogins logins;

    @BeforeAll
    static void start() {
        logins = new RunningLogins();
    }

    @AfterAll
    static void stop() {
        logins.close();
    }

    @Nested
    class LoggingIn {

        @Test
        void givesAPairThatIsBoundToTheDevice() throws ParseException, JOSEException {
            var person = logins.person(Role.FOREMAN, Role.WORKER);

            var answer = logins.login(person, person.password(), "device-1");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().propertyNames())
                    .containsExactlyInAnyOrder("accessToken", "refreshToken", "tokenType", "expiresIn");
            assertThat(answer.text("tokenType")).isEqualTo("Bearer");
            assertThat(answer.body().get("expiresIn").intValue()).isEqualTo(900);
            assertThat(answer.cacheControl()).contains("no-store");
            var token = SignedJWT.parse(answer.text("accessToken"));
            assertThat(token.verify(new MACVerifier(RunningLogins.SECRET))).isTrue();
            var claims = token.getJWTClaimsSet();
            assertThat(claims.getSubject()).isEqualTo(person.userId());
            assertThat(claims.getStringClaim("device_id")).isEqualTo("device-1");
            assertThat(claims.getStringListClaim("roles")).containsExactly("FOREMAN", "WORKER");
            assertThat(claims.getJWTID()).isNotBlank();
            assertThat(Duration.between(
                            claims.getIssueTime().toInstant(),
                            claims.getExpirationTime().toInstant()))
                    .isEqualTo(Duration.ofMinutes(15));
        }

        @Test
        void givesATokenThatEveryServiceBelieves() {
            var caller = logins.bean(TokenVerifier.class).verify(logins.accessToken(Role.PAYROLL));

            assertThat(caller.roles()).containsExactly("PAYROLL");
        }

        @Test
        void answersAWrongPasswordAndAnUnknownNameAlike() {
            var person = logins.person(Role.WORKER);

            var wrong = logins.login(person, "wrong");
            var unknown = logins.login(new Person("?", "nobody", "?"), "wrong");

            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.text("errorCode")).isEqualTo("UNAUTHENTICATED");
            assertThat(unknown).isEqualTo(wrong);
        }

        /** Hashing takes tens of milliseconds, a look-up less than one: so even a busy machine shows whether it is left out. */
        @Test
        void takesItsTimeForAnUnknownNameToo() {
            var person = logins.person(Role.WORKER);
            var wrong = new ArrayList<Long>();
            var unknown = new ArrayList<Long>();
            for (var n = 0; n < 5; n++) {
                wrong.add(nanos(() -> logins.login(person, "wrong")));
                unknown.add(nanos(() -> logins.login(new Person("?", "nobody", "?"), "wrong")));
            }

            assertThat(median(unknown)).isGreaterThan(median(wrong) / 2);
        }

        @Test
        void readsNamesWhateverTheirCaseAndComposition() {
            logins.bean(Accounts.class).save("u-zoe", "Zo\u00eb.Groß", "pass-w\u00f6rter", Set.of());

            var answer = logins.login(new Person("u-zoe", "ZOE\u0308.gross", ""), "pass-wo\u0308rter");

            assertThat(answer.status()).isEqualTo(200);
        }

        @Test
        void namesWhatIsMissing() {
            var answer = logins.post("/api/v1/auth/login", Map.of("username", "x"), null);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("errorCode")).isEqualTo("INVALID_INPUT");
            assertThat(answer.invalidFields()).containsExactlyInAnyOrder("password", "device");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "a\tb", "📱"})
        void refusesADeviceIdThatNoTokenMayCarry(String deviceId) {
            var answer = logins.post("/api/v1/auth/login", RunningLogins.loginOf("x", "y", deviceId), null);

            assertThat(answer.invalidFields()).containsExactly("device.deviceId");
        }

        @Test
        void refusesABodyOfAnotherShape() {
            for (var body : List.of(List.of(), "x", Map.of("username", Map.of()))) {
                assertThat(logins.post("/api/v1/auth/login", body, null).text("errorCode"))
                        .isEqualTo("INVALID_INPUT");
            }
        }

        @Test
        void endsTheDevicesEarlierSession() {
            var person = logins.person(Role.WORKER);
            var earlier = logins.login(person, person.password(), "tablet");
            var elsewhere = logins.login(person, person.password(), "phone");

            var later = logins.login(person, person.password(), "tablet");

            assertThat(refresh(earlier).status()).isEqualTo(401);
            assertThat(refresh(later).status()).isEqualTo(200);
            assertThat(refresh(elsewhere).status()).isEqualTo(200);
        }
    }

    @Nested
    class MakingLogins {

        @Test
        void isForAdminsOnly() {
            var userId = "u-" + UUID.randomUUID();
            var token = logins.accessToken(Role.PROJECT_MANAGER);

            assertThat(save(userId, "manager's", "long enough", List.of("ADMIN"), token)
                            .text("errorCode"))
                    .isEqualTo("FORBIDDEN");
            assertThat(logins.put(path(userId), Map.of(), null).status()).isEqualTo(401);
        }

        @Test
        void makesOneAndChangesIt() {
            var token = logins.accessToken(Role.ADMIN);
            var person = new Person("u-" + UUID.randomUUID(), "ada", "first password");

            assertThat(save(person.userId(), "ada", "first password", List.of("WORKER"), token)
                            .status())
                    .isEqualTo(204);
            assertThat(logins.login(person, "first password").status()).isEqualTo(200);

            assertThat(save(person.userId(), "ada.low", "second password", List.of("FOREMAN"), token)
                            .status())
                    .isEqualTo(204);
            assertThat(logins.login(person, "first password").status()).isEqualTo(401);
            var login = logins.login(new Person(person.userId(), "ada.low", ""), "second password");
            assertThat(logins.bean(TokenVerifier.class)
                            .verify(login.text("accessToken"))
                            .roles())
                    .containsExactly("FOREMAN");
        }

        @Test
        void refusesAnothersNameInAnyCase() {
            var token = logins.accessToken(Role.ADMIN);
            var holder = logins.person(Role.WORKER);
            var other = "u-" + UUID.randomUUID();

            var answer = save(other, holder.username().toUpperCase(Locale.ROOT), "long enough", List.of(), token);

            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.text("errorCode")).isEqualTo("ALREADY_EXISTS");
            assertThat(logins.login(holder, holder.password()).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @MethodSource("com.startynk.sync.command.identity.LoginTest#badCredentials")
        void namesWhatIsWrong(Map<String, Object> credentials, List<String> fields) {
            var answer = logins.put(path("u-1"), credentials, logins.accessToken(Role.ADMIN));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.invalidFields()).containsExactlyInAnyOrderElementsOf(fields);
        }

        @Test
        void keepsNoPasswordAndNoToken() {
            var person = logins.person(Role.WORKER);
            var login = logins.login(person, person.password());
            var jdbc = logins.bean(JdbcTemplate.class);

            assertThat(jdbc.queryForList("SELECT password_hash FROM account", String.class))
                    .allSatisfy(hash -> assertThat(hash).startsWith("$argon2id$"));
            assertThat(jdbc.queryForList("SELECT HEX(token_hash) FROM refresh_token", String.class))
                    .isNotEmpty()
                    .doesNotContain(login.text("refreshToken"));
        }

        private Answer save(String userId, String username, String password, List<String> roles, String token) {
            return logins.put(path(userId), Map.of("username", username, "password", password, "roles", roles), token);
        }

        private static String path(String userId) {
            return "/api/v1/auth/users/" + userId + "/credentials";
        }
    }

    static Stream<Object[]> badCredentials() {
        return Stream.of(
                new Object[] {Map.of(), List.of("username", "password", "roles")},
                new Object[] {credentials("", "long enough", List.of()), List.of("username")},
                new Object[] {credentials("two words", "long enough", List.of()), List.of("username")},
                new Object[] {credentials("x".repeat(129), "long enough", List.of()), List.of("username")},
                new Object[] {credentials("ada", "short", List.of()), List.of("password")},
                new Object[] {credentials("ada", "x".repeat(257), List.of()), List.of("password")},
                new Object[] {credentials("ada", "long enough", List.of("WORKER", "GOD")), List.of("roles[1]")});
    }

    private static Map<String, Object> credentials(String username, String password, List<String> roles) {
        return Map.of("username", username, "password", password, "roles", roles);
    }

    private static Answer refresh(Answer pair) {
        return logins.refresh(pair.text("refreshToken"));
    }

    private static long nanos(Runnable work) {
        var start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
