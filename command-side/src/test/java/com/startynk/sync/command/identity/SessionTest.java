package com.startynk.sync.command.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.command.identity.RunningLogins.Answer;
import com.startynk.sync.command.identity.RunningLogins.Person;
import com.startynk.sync.platform.identity.TokenVerifier;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class SessionTest {

    /** Not the common pool, which has one thread on two processors. */
    private static final Executor OWN_THREADS = work -> new Thread(work).start();

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
    void goesOnWithANewPair() {
        var first = login();

        var second = refresh(first);
        var third = refresh(second);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.cacheControl()).contains("no-store");
        assertThat(second.text("refreshToken")).isNotEqualTo(first.text("refreshToken"));
        assertThat(second.text("accessToken")).isNotEqualTo(first.text("accessToken"));
        assertThat(third.status()).isEqualTo(200);
        var callers = logins.bean(TokenVerifier.class);
        assertThat(callers.verify(third.text("accessToken")).deviceId())
                .isEqualTo(callers.verify(first.text("accessToken")).deviceId());
    }

    @Test
    void goesOnWithTheRolesThatThePersonHasNow() {
        var first = login();
        logins.bean(Accounts.class)
                .save(person.userId(), person.username(), person.password(), Set.of(Role.PROJECT_MANAGER));

        var second = refresh(first);

        assertThat(logins.bean(TokenVerifier.class)
                        .verify(second.text("accessToken"))
                        .roles())
                .containsExactly("PROJECT_MANAGER");
    }

    @Test
    void endsWhenARefreshTokenIsUsedTwice() {
        var first = login();
        var second = refresh(first);

        assertThat(refresh(first).text("errorCode")).isEqualTo("TOKEN_REUSED");

        assertThat(refresh(second).status()).isEqualTo(401);
        assertThat(refresh(first).text("errorCode")).isEqualTo("TOKEN_REUSED");
        assertThat(logins.letsIn(first.text("accessToken"))).isFalse();
        assertThat(logins.letsIn(second.text("accessToken"))).isFalse();
    }

    @Test
    void leavesThePersonsOtherDeviceAlone() {
        var phone = login();
        var tablet = login();
        refresh(phone);
        refresh(phone);

        assertThat(logins.letsIn(tablet.text("accessToken"))).isTrue();
        assertThat(refresh(tablet).status()).isEqualTo(200);
    }

    @Test
    void leavesALaterLoginAloneWhenAnOldTokenComesAgain() {
        var stolen = logins.login(person, person.password(), "phone");
        refresh(stolen);
        var later = logins.login(person, person.password(), "phone");

        assertThat(refresh(stolen).text("errorCode")).isEqualTo("TOKEN_REUSED");

        assertThat(logins.letsIn(later.text("accessToken"))).isTrue();
        assertThat(refresh(later).status()).isEqualTo(200);
    }

    @Test
    void hasOneWinnerWhenATokenIsUsedManyTimesAtOnce() {
        for (var round = 0; round < 5; round++) {
            var session = login();

            var answers = IntStream.range(0, 5)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> refresh(session), OWN_THREADS))
                    .toList();

            assertThat(answers.stream().map(answer -> outcome(answer.join())))
                    .containsExactlyInAnyOrder("200", "TOKEN_REUSED", "TOKEN_REUSED", "TOKEN_REUSED", "TOKEN_REUSED");
        }
    }

    @Test
    void endsWhateverWasMadeWhileItsTokenWasReused() {
        for (var round = 0; round < 10; round++) {
            var first = login();
            var second = refresh(first);

            var reused = CompletableFuture.supplyAsync(() -> refresh(first), OWN_THREADS);
            var third = refresh(second);

            assertThat(reused.join().text("errorCode")).isEqualTo("TOKEN_REUSED");
            if (third.status() == 200) {
                assertThat(refresh(third).status()).isEqualTo(401);
            }
        }
    }

    @Test
    void isUnknownByAnythingElse() {
        assertThat(logins.refresh(UUID.randomUUID().toString()).text("errorCode"))
                .isEqualTo("UNAUTHENTICATED");
        assertThat(logins.refresh(login().text("accessToken")).text("errorCode"))
                .isEqualTo("UNAUTHENTICATED");
        var missing = logins.post("/api/v1/auth/refresh", Map.of(), null);
        assertThat(missing.text("errorCode")).isEqualTo("INVALID_INPUT");
        assertThat(missing.invalidFields()).containsExactly("refreshToken");
    }

    @Test
    void endsByItselfAfterItsTime() {
        var session = login();
        logins.write("UPDATE refresh_token SET expires_at = issued_at WHERE user_id = ?", (Object)
                person.userId().getBytes(UTF_8));

        assertThat(refresh(session).text("errorCode")).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void keepsNoTokensThatHaveExpired() {
        var first = login();
        var second = refresh(first);
        logins.write("UPDATE refresh_token SET expires_at = issued_at WHERE state = 'USED' AND user_id = ?", (Object)
                person.userId().getBytes(UTF_8));

        refresh(second);

        assertThat(logins.bean(JdbcTemplate.class)
                        .queryForList("SELECT state FROM refresh_token WHERE user_id = ?", String.class, (Object)
                                person.userId().getBytes(UTF_8)))
                .containsExactlyInAnyOrder("USED", "ACTIVE");
    }

    @Test
    void endsWithItsDevicesLogoutAndNoOthers() {
        var phone = login();
        var tablet = login();

        var answer = logins.post("/api/v1/auth/logout", null, phone.text("accessToken"));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(logins.letsIn(phone.text("accessToken"))).isFalse();
        assertThat(logins.letsIn(tablet.text("accessToken"))).isTrue();
        assertThat(refresh(phone).status()).isEqualTo(401);
        assertThat(refresh(tablet).status()).isEqualTo(200);
    }

    private Answer login() {
        return logins.login(person, person.password());
    }

    private static Answer refresh(Answer session) {
        return logins.refresh(session.text("refreshToken"));
    }

    private static String outcome(Answer answer) {
        return answer.status() == 200 ? "200" : answer.text("errorCode");
    }
}
