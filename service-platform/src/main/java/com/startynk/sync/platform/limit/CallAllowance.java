package com.startynk.sync.platform.limit;

import com.startynk.sync.protocol.Caller;

/** Says whether a caller may make a call that does not come in over HTTP. */
@FunctionalInterface
public interface CallAllowance {

    /**
     * Counts a call.
     *
     * @throws com.startynk.sync.protocol.SyncFailure {@code RATE_LIMITED} when it is one too many; it then counts for nothing
     */
    void take(Caller caller);
}
