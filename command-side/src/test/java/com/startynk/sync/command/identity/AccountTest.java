package com.startynk.sync.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.command.identity.RunningLogins.Answer;
import com.startynk.sync.command.identity.RunningLogins.Person;
import com.startynk.sync.protocol.person.FindManagers;
import com.startynk.sync.protocol.person.Managers;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static RunningLogins logins;
    private static String admin;

    private final Person person = logins.person(Role.WORKER);

    @BeforeAll
    static void start() {
        logins = new RunningLogins();
        admin = logins.accessToken(Role.ADMIN);
    }

    @AfterAll
    static void stop() {
        logins.close();
    }

    @Test
    void losesItsSessionsWhenItsPasswordIsChanged() {
        var phone = login();

        assertThat(credentials("another password", Role.WORKER).status()).isEqualTo(204);

        assertThat(logins.letsIn(token(phone))).isFalse();
        assertThat(refresh(phone).status()).isEqualTo(401);
        assertThat(login().status()).isEqualTo(401);
        assertThat(logins.login(person, "another password").status()).isEqualTo(200);
    }

    @Test
    void losesItsAccessTokensWhenItsRolesAreChanged() {
        var phone = login();

        assertThat(credentials(person.password(), Role.FOREMAN).status()).isEqualTo(204);

        assertThat(logins.letsIn(token(phone))).isFalse();
        var renewed = refresh(phone);
        assertThat(renewed.status()).isEqualTo(200);
        assertThat(logins.letsIn(token(renewed))).isTrue();
    }

    @Test
    void keepsItsSessionsWhenItIsSavedAsItIs() {
        var phone = login();

        credentials(person.password(), Role.WORKER);

        assertThat(logins.letsIn(token(phone))).isTrue();
        assertThat(refresh(phone).status()).isEqualTo(200);
    }

    @Test
    void letsNobodyInWhileItIsDisabled() {
        var phone = login();
        var minted = RunningLogins.minted(person.userId(), "tablet", Role.WORKER);

        assertThat(disable(admin).status()).isEqualTo(204);
        assertThat(disable(admin).status()).isEqualTo(204);

        assertThat(logins.letsIn(token(phone))).isFalse();
        assertThat(logins.letsIn(minted)).isFalse();
        assertThat(refresh(phone).status()).isEqualTo(401);
        var refused = login();
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("detail"))
                .isEqualTo(logins.login(person, "wrong password").text("detail"));
    }

    @Test
    void letsItsPersonInOnceItIsEnabled() {
        var phone = login();
        disable(admin);

        assertThat(enable(admin).status()).isEqualTo(204);
        assertThat(enable(admin).status()).isEqualTo(204);

        assertThat(logins.letsIn(token(phone))).isFalse();
        assertThat(logins.letsIn(token(login()))).isTrue();
    }

    @Test
    void isDisabledAndEnabledByAdminsWhoDoNotShutThemselvesOut() {
        var manager = logins.accessToken(Role.PROJECT_MANAGER);
        assertThat(disable(manager).text("errorCode")).isEqualTo("FORBIDDEN");
        assertThat(enable(manager).text("errorCode")).isEqualTo("FORBIDDEN");
        var myself = RunningLogins.minted(person.userId(), "laptop", Role.ADMIN);
        assertThat(disable(myself).text("errorCode")).isEqualTo("FORBIDDEN");
        assertThat(logins.post("/api/v1/auth/users/nobody/disable", null, admin).text("errorCode"))
                .isEqualTo("NOT_FOUND");
        assertThat(logins.letsIn(token(login()))).isTrue();
    }

    @Test
    void isGivenAnotherPasswordByItsPersonWhosePresentDeviceGoesOn() {
        var phone = login();
        var tablet = login();

        var answer = changePassword(token(tablet), person.password());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.cacheControl()).contains("no-store");
        assertThat(logins.letsIn(token(answer))).isTrue();
        assertThat(refresh(answer).status()).isEqualTo(200);
        assertThat(logins.letsIn(token(phone))).isFalse();
        assertThat(logins.letsIn(token(tablet))).isFalse();
        assertThat(refresh(phone).status()).isEqualTo(401);
        assertThat(logins.login(person, "quite another one").status()).isEqualTo(200);
    }

    @Test
    void keepsItsPasswordWhenItsPersonDoesNotKnowIt() {
        var phone = login();

        assertThat(changePassword(token(phone), "not the password").text("errorCode"))
                .isEqualTo("FORBIDDEN");

        assertThat(logins.letsIn(token(phone))).isTrue();
        assertThat(login().status()).isEqualTo(200);
    }

    @Test
    void isNotGuessedAtLeisure() {
        Answer answer = null;
        for (var n = 0; n < 6; n++) {
            answer = logins.login(person, "wrong password " + n);
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.text("errorCode")).isEqualTo("RATE_LIMITED");
        assertThat(login().status()).as("not even with the right password").isEqualTo(429);
    }

    @Test
    void saysToOtherServicesWhetherItsPersonManagesProjects() {
        var manager = logins.person(Role.PROJECT_MANAGER, Role.FOREMAN);
        var disabled = logins.person(Role.ADMIN);
        logins.post("/api/v1/auth/users/" + disabled.userId() + "/disable", null, admin);

        var asked = new FindManagers(Set.of(manager.userId(), person.userId(), disabled.userId(), "nobody"));

        assertThat(logins.bean(QueryGateway.class)
                        .query(asked, Managers.class)
                        .join()
                        .userIds())
                .containsExactly(manager.userId());
    }

    private Answer changePassword(String token, String current) {
        return logins.post(
                "/api/v1/auth/password", Map.of("currentPassword", current, "newPassword", "quite another one"), token);
    }

    private Answer credentials(String password, Role... roles) {
        return logins.put(
                "/api/v1/auth/users/" + person.userId() + "/credentials",
                Map.of(
                        "username", person.username(),
                        "password", password,
                        "roles", Arrays.stream(roles).map(Role::name).toList()),
                admin);
    }

    private Answer disable(String token) {
        return logins.post("/api/v1/auth/users/" + person.userId() + "/disable", null, token);
    }

    private Answer enable(String token) {
        return logins.post("/api/v1/auth/users/" + person.userId() + "/enable", null, token);
    }

    private Answer login() {
        return logins.login(person, person.password());
    }

    private static Answer refresh(Answer session) {
        return logins.refresh(session.text("refreshToken"));
    }

    private static String token(Answer session) {
        return session.text("accessToken");
    }
}
