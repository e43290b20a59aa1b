package com.startynk.sync.platform.identity;

import com.startynk.sync.protocol.Caller;

/**
 * Whether a validly signed token still stands. Services publish beans; all are asked at every call, so the answer must come
 * from memory.
 */
@FunctionalInterface
public interface TokenStanding {

    /**
     * Judges from memory.
     *
     * @throws com.startynk.sync.protocol.SyncFailure {@code TEMPORARILY_UNAVAILABLE} when memory is too old to judge
     */
    boolean stands(Caller caller);
}
