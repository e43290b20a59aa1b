package com.startynk.sync.push.standin;

import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * How the stand-in behaves.
 *
 * @param accessToken demanded when it is set
 * @param rate messages a second of one project; more are {@code TOO_MANY_REQUESTS}
 * @param receiptsAfter how long a receipt takes
 * @param faults what part of the requests fails for no reason of theirs: with Expo's own error, with a proxy's page, or by a
 *     connection that is cut before or after the messages were taken
 * @param luck says which
 */
public record StandInSettings(
        @Nullable String accessToken, int rate, Duration receiptsAfter, double faults, Random luck) {

    /** As Expo is, but for receipts, which come soon. */
    public static StandInSettings standard(@Nullable String accessToken) {
        return new StandInSettings(accessToken, 600, Duration.ofSeconds(1), 0, new Random());
    }
}
