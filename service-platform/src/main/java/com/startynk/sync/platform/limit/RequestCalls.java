package com.startynk.sync.platform.limit;

import jakarta.servlet.http.HttpServletRequest;

/** Knows requests that hold several calls, each of which counts. Services publish beans. */
@FunctionalInterface
public interface RequestCalls {

    /** How many calls it holds; 1 for a request that it does not know. */
    int in(HttpServletRequest request);
}
