package com.startynk.sync.platform.session;

import com.startynk.sync.protocol.Caller;
import org.jspecify.annotations.Nullable;

/**
 * The end of tokens of a device, or of all of a user's devices.
 *
 * @param deviceId null for all of them
 * @param generation tokens of a lower generation are dead
 * @param untilSecond tokens without a generation are dead when they were issued in this second or before
 */
public record Revocation(String userId, @Nullable String deviceId, long generation, long untilSecond, String reason) {

    /** As {@link #untilSecond}: whatever will be issued, too. */
    public static final long FOR_EVER = Long.MAX_VALUE;

    /** Whether it is the end of the token that a caller came with. */
    public boolean ends(Caller caller) {
        return userId.equals(caller.userId())
                && (deviceId == null || deviceId.equals(caller.deviceId()))
                && isLaterThan(caller);
    }

    private boolean isLaterThan(Caller caller) {
        return caller.generation() == Caller.NO_GENERATION
                ? caller.issuedAtEpochSecond() <= untilSecond
                : caller.generation() < generation;
    }
}
