package com.startynk.sync.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.startynk.sync.command.identity.RunningLogins.Person;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;

class AdminAccountTest {

    @Test
    void isMadeOnceWithThePasswordGiven() {
        try (var logins = new RunningLogins()) {
            logins.bean(Accounts.class).save("u-1", "ada", "long enough", Set.of(Role.WORKER));
            var admin = logins.bean(AdminAccount.class);

            var password = "kept in safety already";

            assertThat(admin.createIfMissing(() -> password)).isTrue();
            assertThat(admin.createIfMissing(AdminAccountTest::notAsked)).isFalse();
            var login = logins.login(new Person("admin", "admin", password), password);
            assertThat(login.status()).isEqualTo(200);
            var made = logins.put(
                    "/api/v1/auth/users/u-2/credentials",
                    Map.of("username", "bob", "password", "long enough", "roles", Set.of()),
                    login.text("accessToken"));
            assertThat(made.status()).isEqualTo(204);
        }
    }

    @Test
    void isNotMadeBesideAnotherAdmin() {
        try (var logins = new RunningLogins()) {
            logins.bean(Accounts.class).save("u-1", "ada", "long enough", Set.of(Role.WORKER, Role.ADMIN));

            assertThat(logins.bean(AdminAccount.class).createIfMissing(AdminAccountTest::notAsked))
                    .isFalse();
        }
    }

    private static String notAsked() {
        throw new AssertionError("there is an admin already");
    }

    @Test
    void isLeftToTheIdentityProviderWhereThereIsOne() {
        try (var logins = new RunningLogins(Map.of("startynk.identity.jwks-url", "http://127.0.0.1:9/keys"))) {
            assertThatThrownBy(() -> logins.bean(AdminAccount.class)).isInstanceOf(NoSuchBeanDefinitionException.class);
            assertThat(logins.login(new Person("admin", "admin", "?"), "long enough")
                            .status())
                    .isEqualTo(401);
        }
    }
}
