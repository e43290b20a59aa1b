package com.startynk.sync.realtime.engine;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids that nobody guesses. */
final class RandomId {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 18;

    private RandomId() {}

    static String next() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
