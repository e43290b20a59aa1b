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
     * Asks again whether the token of a verified caller stands; whether its time is over is not asked.
     *
     * @throws com.startynk.sync.protocol.SyncFailure as {@link #verify}
     */
    void requireStanding(Caller caller);
}
