package com.startynk.sync.platform.identity;

import com.startynk.sync.protocol.Caller;
import jakarta.servlet.ServletRequest;

/** Where a request keeps its caller between the filter that read the token and those who ask. */
public final class RequestCaller {

    private static final String ATTRIBUTE = RequestCaller.class.getName();

    private static final String OPEN = RequestCaller.class.getName() + ".open";

    private RequestCaller() {}

    static void put(ServletRequest request, Caller caller) {
        request.setAttribute(ATTRIBUTE, caller);
    }

    static void putOpen(ServletRequest request) {
        request.setAttribute(OPEN, true);
    }

    /** Whether it asks for an {@link OpenPath}: for what is there for people who have no token yet. */
    public static boolean mayBeUnknown(ServletRequest request) {
        return request.getAttribute(OPEN) != null;
    }

    /** Whether the request came with a valid token. */
    public static boolean isKnown(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller;
    }

    /**
     * Finds the verified caller.
     *
     * @throws com.startynk.sync.protocol.SyncFailure {@code UNAUTHENTICATED} when the request's path needs no token
     */
    public static Caller of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
            return caller;
        }
        throw JwtVerifier.unauthenticated();
    }
}
