package com.startynk.sync.realtime.relay;

import com.startynk.sync.protocol.Caller;

/** Knows whose tokens stand no more. */
@FunctionalInterface
public interface Standing {

    /**
     * Refuses whoever was let in by a token that was revoked meanwhile.
     *
     * @throws com.startynk.sync.protocol.SyncFailure {@code UNAUTHENTICATED} then, {@code TEMPORARILY_UNAVAILABLE} when it
     *     cannot be found out now
     */
    void require(Caller caller);
}
