package com.startynk.sync.platform.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/**
 * Keeps browsers from guessing what an answer is, from showing it inside somebody else's page and running anything in it, from
 * telling others where it was found, and, unless whoever answers says otherwise, from keeping it.
 */
final class SafetyHeaders implements Filter {

    /** Of every answer, those of the container included. */
    static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer");

    private static final String NEVER_IN_CLEAR = "max-age=31536000";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var http = (HttpServletResponse) response;
        ALWAYS.forEach(http::setHeader);
        http.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (request.isSecure()) {
            http.setHeader("Strict-Transport-Security", NEVER_IN_CLEAR);
        }
        chain.doFilter(request, new OneCacheControl(http));
    }

    /** Spring adds headers to those that are there already. */
    private static final class OneCacheControl extends HttpServletResponseWrapper {

        OneCacheControl(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addHeader(String name, String value) {
            if (name.equalsIgnoreCase(HttpHeaders.CACHE_CONTROL)) {
                setHeader(name, value);
            } else {
                super.addHeader(name, value);
            }
        }
    }
}
