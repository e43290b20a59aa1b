package com.startynk.sync.platform.limit;

import com.startynk.sync.platform.failure.FailureWriter;
import com.startynk.sync.platform.http.Network;
import com.startynk.sync.platform.identity.RequestCaller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Bounds what is worked on at the same time. Whatever more could be done at once would only make everybody wait longer, so it
 * is refused while that is cheap; so is what would hold more bodies in memory than there is room for. A body is waited for
 * before: slow senders are in the way of one another and of nobody else. Of everything a caller may have only his share: a user
 * with all of his devices, or an address whose requests come without a token.
 */
final class WorkFilter implements Filter {

    private static final long KIB = 1024;

    /** Bytes; a login takes a few hundred. */
    private static final long MOST_OF_STRANGERS = 64 * KIB;

    private final Places working;
    private final Places arriving;
    private final Places heldKib;
    private final int mostKib;
    private final Duration bodyTime;
    private final Probes probes;
    private final FailureWriter failures;

    /** @param maxBody bytes of the largest body that there can be */
    WorkFilter(LimitSettings settings, long maxBody, Probes probes, FailureWriter failures, MeterRegistry meters) {
        this.working = new Places("in-flight", settings.inFlight(), settings.shareOf(settings.inFlight()), meters);
        this.arriving = new Places("arriving", settings.arriving(), settings.shareOf(settings.arriving()), meters);
        this.mostKib = kib(maxBody);
        var kib = Math.max(mostKib, kib(settings.heldBodiesOrShare()));
        this.heldKib = new Places("held-bodies", kib, Math.max(mostKib, settings.shareOf(kib)), meters);
        this.bodyTime = settings.bodyTime();
        this.probes = probes;
        this.failures = failures;
        Gauge.builder("startynk.requests.inflight", working, Places::taken)
                .description("Requests that are worked on")
                .register(meters);
        Gauge.builder("startynk.requests.arriving", arriving, Places::taken)
                .description("Requests whose body is waited for")
                .register(meters);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var http = (HttpServletRequest) request;
        if (probes.isProbe(http)) {
            chain.doFilter(request, response);
            return;
        }
        var body = new ArrivingBody(http, bodyTime, RequestCaller.isKnown(http) ? Long.MAX_VALUE : MOST_OF_STRANGERS);
        var kib = body.isExpected() ? Math.min(kib(body.announcedOr(mostKib * KIB)), mostKib) : 0;
        var who = who(http);
        if (!heldKib.take(who, kib)) {
            failures.write(http, (HttpServletResponse) response, overload());
            return;
        }
        try {
            work(http, who, body, (HttpServletResponse) response, chain);
        } finally {
            heldKib.giveBack(who, kib);
        }
    }

    private void work(
            HttpServletRequest http, String who, ArrivingBody body, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ServletRequest whole;
        try {
            whole = withBody(http, who, body);
        } catch (SyncFailure refusal) {
            failures.write(http, response, refusal);
            return;
        }
        if (!working.take(who, 1)) {
            failures.write(http, response, overload());
            return;
        }
        try {
            chain.doFilter(whole, response);
        } finally {
            working.giveBack(who, 1);
        }
    }

    /** Devices a user can have as many as he likes. */
    private static String who(HttpServletRequest request) {
        return RequestCaller.isKnown(request)
                ? "user " + RequestCaller.of(request).userId()
                : "address " + Network.of(request.getRemoteAddr());
    }

    private static int kib(long bytes) {
        return (int) Math.min((bytes + KIB - 1) / KIB, Integer.MAX_VALUE);
    }

    private ServletRequest withBody(HttpServletRequest request, String who, ArrivingBody body) throws IOException {
        if (!body.isExpected()) {
            return request;
        }
        if (!body.isHere()) {
            if (!arriving.take(who, 1)) {
                throw overload();
            }
            try {
                body.await();
            } finally {
                arriving.giveBack(who, 1);
            }
        }
        return new RequestWithBody(request, body.bytes());
    }

    /** Those who are refused together are not to come back together. */
    private static SyncFailure overload() {
        return new SyncFailure(
                ErrorCode.TEMPORARILY_UNAVAILABLE,
                "Too much is going on; try again.",
                List.of(),
                Map.of(),
                Duration.ofSeconds(ThreadLocalRandom.current().nextInt(1, 4)));
    }
}
