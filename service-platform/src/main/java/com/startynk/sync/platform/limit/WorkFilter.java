package com.startynk.sync.platform.limit;

import com.startynk.sync.platform.failure.FailureWriter;
import com.startynk.sync.platform.identity.RequestCaller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import io.micrometer.core.instrument.Counter;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Bounds what is worked on at the same time. Whatever more could be done at once would only make everybody wait longer, so it
 * is refused while that is cheap; so is what would hold more bodies in memory than there is room for. A body is waited for before: slow senders are in the way of one another and of nobody else.
 */
final class WorkFilter implements Filter {

    private static final long KIB = 1024;

    /** Bytes; a login takes a few hundred. */
    private static final long MOST_OF_STRANGERS = 64 * KIB;

    private final Semaphore working;
    private final Semaphore arriving;
    private final Semaphore heldKib;
    private final int mostKib;
    private final Duration bodyTime;
    private final Probes probes;
    private final FailureWriter failures;
    private final Counter tooMuchWork;
    private final Counter tooManyBodies;

    /** @param maxBody bytes of the largest body that there can be */
    WorkFilter(LimitSettings settings, long maxBody, Probes probes, FailureWriter failures, MeterRegistry meters) {
        this.working = new Semaphore(settings.inFlight());
        this.arriving = new Semaphore(settings.arriving());
        this.mostKib = kib(maxBody);
        this.heldKib = new Semaphore(Math.max(mostKib, kib(settings.heldBodiesOrShare())));
        this.bodyTime = settings.bodyTime();
        this.probes = probes;
        this.failures = failures;
        this.tooMuchWork = refused("in-flight", meters);
        this.tooManyBodies = refused("arriving", meters);
        Gauge.builder("startynk.requests.inflight", () -> settings.inFlight() - working.availablePermits())
                .description("Requests that are worked on")
                .register(meters);
        Gauge.builder("startynk.requests.arriving", () -> settings.arriving() - arriving.availablePermits())
                .description("Requests whose body is waited for")
                .register(meters);
    }

    private static Counter refused(String limit, MeterRegistry meters) {
        return Counter.builder("startynk.overload.refused")
                .description("Requests that were refused because too much was going on")
                .tag("limit", limit)
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
        var body = new ArrivingBody(http, bodyTime, isKnown(http) ? Long.MAX_VALUE : MOST_OF_STRANGERS);
        var kib = body.isExpected() ? Math.min(kib(body.announcedOr(mostKib * KIB)), mostKib) : 0;
        if (!heldKib.tryAcquire(kib)) {
            failures.write(http, (HttpServletResponse) response, overload(tooManyBodies));
            return;
        }
        try {
            work(http, body, (HttpServletResponse) response, chain);
        } finally {
            heldKib.release(kib);
        }
    }

    private void work(HttpServletRequest http, ArrivingBody body, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ServletRequest whole;
        try {
            whole = withBody(http, body);
        } catch (SyncFailure refusal) {
            failures.write(http, response, refusal);
            return;
        }
        if (!working.tryAcquire()) {
            failures.write(http, response, overload(tooMuchWork));
            return;
        }
        try {
            chain.doFilter(whole, response);
        } finally {
            working.release();
        }
    }

    private static boolean isKnown(HttpServletRequest request) {
        return RequestCaller.isKnown(request);
    }

    private static int kib(long bytes) {
        return (int) Math.min((bytes + KIB - 1) / KIB, Integer.MAX_VALUE);
    }

    private ServletRequest withBody(HttpServletRequest request, ArrivingBody body) throws IOException {
        if (!body.isExpected()) {
            return request;
        }
        if (!body.isHere()) {
            if (!arriving.tryAcquire()) {
                throw overload(tooManyBodies);
            }
            try {
                body.await();
            } finally {
                arriving.release();
            }
        }
        return new RequestWithBody(request, body.bytes());
    }

    /** Those who are refused together are not to come back together. */
    private static SyncFailure overload(Counter refused) {
        refused.increment();
        return new SyncFailure(
                ErrorCode.TEMPORARILY_UNAVAILABLE,
                "Too much is going on; try again.",
                List.of(),
                Map.of(),
                Duration.ofSeconds(ThreadLocalRandom.current().nextInt(1, 4)));
    }
}
