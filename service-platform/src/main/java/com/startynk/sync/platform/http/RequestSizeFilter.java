package com.startynk.sync.platform.http;

import com.startynk.sync.platform.failure.FailureWriter;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Refuses a body that is too large: by its announced length before anything else is done, or while it is read when it comes
 * without one.
 */
final class RequestSizeFilter implements Filter {

    private final long maxBytes;
    private final FailureWriter failures;

    RequestSizeFilter(HttpSettings settings, FailureWriter failures) {
        this.maxBytes = settings.maxRequest().toBytes();
        this.failures = failures;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var length = request.getContentLengthLong();
        if (length > maxBytes) {
            failures.write((HttpServletRequest) request, (HttpServletResponse) response, tooLarge(maxBytes));
        } else if (length < 0
                && request instanceof HttpServletRequest http
                && http.getHeader("Transfer-Encoding") != null) {
            chain.doFilter(new CountedRequest(http, maxBytes), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    static SyncFailure tooLarge(long maxBytes) {
        return new SyncFailure(ErrorCode.PAYLOAD_TOO_LARGE, "A request may have at most " + maxBytes + " bytes.");
    }
}
