package com.startynk.sync.platform.identity;

import com.startynk.sync.protocol.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Is asked of every request once it is known who sends it. Services publish beans. */
@FunctionalInterface
public interface RequestGate {

    /**
     * Lets a request through; may set headers of its answer.
     *
     * @param caller null where the request has no valid token, be it that none is needed
     * @throws com.startynk.sync.protocol.SyncFailure when it is to go no further
     */
    void pass(HttpServletRequest request, HttpServletResponse response, @Nullable Caller caller);
}
