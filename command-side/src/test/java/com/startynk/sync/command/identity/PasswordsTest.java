package com.startynk.sync.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords(settings(Duration.ofSeconds(30)));

    @Test
    void knowsAPasswordByItsHash() {
        var hash = passwords.hash("correct horse");

        assertThat(passwords.matches("correct horse", hash)).isTrue();
        assertThat(passwords.matches("correct Horse", hash)).isFalse();
        assertThat(passwords.hash("correct horse")).isNotEqualTo(hash);
    }

    @Test
    void knowsNobodysPassword() {
        assertThat(passwords.matches("nobody's password", null)).isFalse();
    }

    @Test
    void readsAllOfALongPassword() {
        var hash = passwords.hash("x".repeat(256));

        assertThat(passwords.matches("x".repeat(255) + "y", hash)).isFalse();
    }

    @Test
    void turnsACrowdAwayBeforeItTakesTheMachine() {
        var impatient = new Passwords(settings(Duration.ZERO));

        var crowd = IntStream.range(0, 8)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> impatient.hash("correct horse"), work -> new Thread(work).start()))
                .toList();

        var outcomes = crowd.stream()
                .map(one -> one.handle((hash, refused) -> refused == null ? "hashed" : refused.getCause())
                        .join())
                .toList();
        assertThat(outcomes).contains("hashed");
        assertThat(outcomes)
                .hasAtLeastOneElementOfType(SyncFailure.class)
                .filteredOn(SyncFailure.class::isInstance)
                .extracting(refused -> ((SyncFailure) refused).errorCode())
                .containsOnly(ErrorCode.TEMPORARILY_UNAVAILABLE);
    }

    private static SessionSettings settings(Duration patience) {
        return new SessionSettings(Duration.ofMinutes(15), Duration.ofDays(30), 1, patience);
    }
}
