package com.startynk.sync.command.identity;

import com.startynk.sync.protocol.SyncFailure;
import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes passwords, slowly on purpose, and so few at once: a crowd of logins is refused before it takes the processors from
 * everybody else.
 */
final class Passwords {

    private final PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final String hashOfNobody = encoded("nobody's password");
    private final Semaphore turns;
    private final long patienceMillis;

    Passwords(SessionSettings settings) {
        this.turns = new Semaphore(settings.hashingThreads(), true);
        this.patienceMillis = settings.hashingPatience().toMillis();
    }

    String hash(String password) {
        return inTurn(() -> encoded(password));
    }

    /**
     * Whether it is the password.
     *
     * @param hash null when there is no such account, which takes as long to find out as that the password is wrong
     */
    boolean matches(String password, @Nullable String hash) {
        var matches = inTurn(() -> encoder.matches(normalized(password), hash == null ? hashOfNobody : hash));
        return matches && hash != null;
    }

    private String encoded(String password) {
        var hash = encoder.encode(normalized(password));
        if (hash == null) {
            throw new IllegalStateException("a password has no hash");
        }
        return hash;
    }

    /** Two keyboards may compose one letter differently. */
    private static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
                throw SyncFailure.unavailable("Too many people are logging in.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SyncFailure.unavailable("The server is stopping.");
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
