package com.startynk.sync.command.entity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of a value.
 *
 * @param version the entity's version that the change made
 * @param editedAt the device's clock when the edit was made, held to the server's at arrival
 * @param value what the value was from then on; null when it was cleared
 */
record Write(
        long version,
        String deviceId,
        Instant editedAt,
        @Nullable Object value) {

    /** The same write of another value. */
    Write of(@Nullable Object other) {
        return new Write(version, deviceId, editedAt, other);
    }

    /** Whether another device made it, after the given version. */
    boolean contests(long base, String device) {
        return version > base && !deviceId.equals(device);
    }
}
