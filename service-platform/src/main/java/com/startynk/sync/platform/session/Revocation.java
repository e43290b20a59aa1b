package com.startynk.sync.platform.session;

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
}
