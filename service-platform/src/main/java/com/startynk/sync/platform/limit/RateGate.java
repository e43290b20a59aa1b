package com.startynk.sync.platform.limit;

import com.startynk.sync.platform.http.Network;
import com.startynk.sync.platform.identity.RequestCaller;
import com.startynk.sync.platform.identity.RequestGate;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts every request but probes, and says in its answer what is left. */
final class RateGate implements RequestGate {

    private final RateLimits limits;
    private final Probes probes;
    private final List<RequestCalls> calls;

    RateGate(RateLimits limits, Probes probes, List<RequestCalls> calls) {
        this.limits = limits;
        this.probes = probes;
        this.calls = List.copyOf(calls);
    }

    @Override
    public void pass(HttpServletRequest request, HttpServletResponse response, @Nullable Caller caller) {
        if (probes.isProbe(request)) {
            return;
        }
        var network = Network.of(request.getRemoteAddr());
        var calls = caller == null ? 1 : calls(request);
        var isTooLarge = calls > limits.largestBatch();
        var verdict =
                caller == null ? ofStranger(request, network) : limits.request(caller, network, isTooLarge ? 1 : calls);
        response.setHeader("RateLimit-Limit", Integer.toString(verdict.limit()));
        response.setHeader("RateLimit-Remaining", Long.toString(verdict.remaining()));
        response.setHeader("RateLimit-Reset", Long.toString(wholeSeconds(verdict.reset())));
        var refusal = verdict.refusal();
        if (refusal != null) {
            throw refusal;
        }
        if (isTooLarge) {
            throw new SyncFailure(
                    ErrorCode.BATCH_TOO_LARGE, "A request may hold at most " + limits.largestBatch() + " calls.");
        }
    }

    private Verdict ofStranger(HttpServletRequest request, String network) {
        return RequestCaller.mayBeUnknown(request) ? limits.login(network) : limits.request(network);
    }

    private int calls(HttpServletRequest request) {
        var most = 1;
        for (var known : calls) {
            most = Math.max(most, known.in(request));
        }
        return most;
    }

    private static long wholeSeconds(Duration time) {
        return (time.toMillis() + 999) / 1000;
    }
}
