package com.startynk.sync.platform.limit;

import com.startynk.sync.platform.failure.FailureWriter;
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
 * is refused while that is cheap. A body is waited for before: slow senders are in the way of one another and of nobody else.
 */
final class WorkFilter implements Filter {

    private final Semaphore working;
    private final Semaphore arriving;
    private final Duration bodyTime;
    private final Probes probes;
    private final FailureWriter failures;
    private final Counter tooMuchWork;
    private final Counter tooManyBodies;

    WorkFilter(LimitSettings settings, Probes probes, FailureWriter failures, MeterRegistry meters) {
        this.working = new Semaphore(settings.inFlight());
        this.arriving = new Semaphore(settings.arriving());
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
        ServletRequest whole;
        try {
            whole = withBody(http);
        } catch (SyncFailure refusal) {
            failures.write(http, (HttpServletResponse) response, refusal);
            return;
        }
        if (!working.tryAcquire()) {
            failures.write(http, (HttpServletResponse) response, overload(tooMuchWork));
            return;
        }
        try {
            chain.doFilter(whole, response);
        } finally {
            working.release();
        }
    }

    private ServletRequest withBody(HttpServletRequest request) throws IOException {
        var body = new ArrivingBody(request, bodyTime);
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
