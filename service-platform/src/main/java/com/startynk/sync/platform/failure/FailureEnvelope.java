package com.startynk.sync.platform.failure;

import jakarta.servlet.http.HttpServletRequest;

/** The form in which some callers expect to be told of failures; others get a problem of RFC 9457. */
public interface FailureEnvelope {

    boolean fits(HttpServletRequest request);

    String contentType();

    /** What is written, as JSON. */
    Object body(HttpServletRequest request, Failure failure);
}
