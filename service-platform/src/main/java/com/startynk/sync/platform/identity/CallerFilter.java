package com.startynk.sync.platform.identity;

import com.startynk.sync.platform.failure.FailureWriter;
import com.startynk.sync.protocol.Caller;
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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Lets nobody through to {@code /api} and {@code /trpc} without a valid token, save where a service opens a path, and to what
 * operators may have opened of Actuator only admins. Probes and metrics are for everybody.
 */
final class CallerFilter implements Filter {

    private static final String SCHEME = "Bearer ";

    private final TokenVerifier tokens;
    private final List<OpenPathMatcher> openPaths;
    private final List<RequestGate> gates;
    private final String operations;
    private final FailureWriter failures;

    /** @param operations the path under which Actuator is */
    CallerFilter(
            TokenVerifier tokens,
            List<OpenPath> openPaths,
            List<RequestGate> gates,
            String operations,
            FailureWriter failures) {
        this.tokens = tokens;
        this.gates = List.copyOf(gates);
        this.openPaths = openPaths.stream().map(OpenPathMatcher::new).toList();
        this.operations = operations;
        this.failures = failures;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var http = (HttpServletRequest) request;
        try {
            admit(http, (HttpServletResponse) response);
        } catch (SyncFailure refused) {
            failures.write(http, (HttpServletResponse) response, refused);
            return;
        }
        chain.doFilter(request, response);
    }

    /** Whoever has no valid token passes the gates, too, before he is told so: guessing is not free. */
    private void admit(HttpServletRequest request, HttpServletResponse response) {
        if (isOpen(request)) {
            RequestCaller.putOpen(request);
            pass(request, response, null);
            return;
        }
        if (!isGuarded(path(request))) {
            pass(request, response, null);
            return;
        }
        Caller caller;
        try {
            caller = tokens.verify(bearerToken(request.getHeader(HttpHeaders.AUTHORIZATION)));
        } catch (SyncFailure refused) {
            pass(request, response, null);
            throw refused;
        }
        pass(request, response, caller);
        if (isUnder(operations, path(request)) && !caller.isAdmin()) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "This is for admins.");
        }
        RequestCaller.put(request, caller);
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, @Nullable Caller caller) {
        for (var gate : gates) {
            gate.pass(request, response, caller);
        }
    }

    private boolean isOpen(HttpServletRequest request) {
        var path = path(request);
        return isCall(path) && openPaths.stream().anyMatch(open -> open.matches(request.getMethod(), path));
    }

    private boolean isGuarded(String path) {
        return isUnder(operations, path)
                ? !isUnder(operations + "/health", path) && !path.equals(operations + "/prometheus")
                : isCall(path);
    }

    private static boolean isCall(String path) {
        return isUnder("/api", path) || isUnder("/trpc", path);
    }

    /** Decoded, as the servlets see it: an escaped letter must not open a door. */
    private static String path(HttpServletRequest request) {
        return request.getPathInfo() == null
                ? request.getServletPath()
                : request.getServletPath() + request.getPathInfo();
    }

    private static boolean isUnder(String root, String path) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    private static String bearerToken(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw JwtVerifier.unauthenticated();
        }
        return authorization.substring(SCHEME.length()).strip();
    }
}
