package com.startynk.sync.platform.identity;

import com.startynk.sync.protocol.Caller;

/** Says whose token this is. Cheap for a token that was seen before. */
public interface TokenVerifier {

    /**
     * Reads a token and asks every {@link TokenStanding}.
     *
     * @throws com.startynk.sync.protocol.SyncFailure {@code UNAUTHENTICATED} when the token is not valid or not any more;
     *     {@code TEMPORARILY_UNAVAILABLE} when that cannot be found out now
     */
    Caller verify(String token);

    /**
     * Asks whether the token of a caller who was verified before still stands; whether its time is over is not asked.
     *
     * @throws com.startynk.sync.protocol.SyncFailure {@code TEMPORARILY_UNAVAILABLE} when that cannot be found out now
     */
    boolean stands(Caller caller);
}
