package com.startynk.sync.platform.limit;

/** Says whether somebody without a valid token may try once more, where that does not come in over HTTP. */
@FunctionalInterface
public interface StrangerAllowance {

    /**
     * Counts a try together with the address's HTTP requests without a valid token.
     *
     * @param address an IP address
     * @throws com.startynk.sync.protocol.SyncFailure {@code RATE_LIMITED} when it is one too many; it then counts for nothing
     */
    void take(String address);
}
