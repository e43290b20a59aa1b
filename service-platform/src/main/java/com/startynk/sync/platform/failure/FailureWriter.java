package com.startynk.sync.platform.failure;

import com.startynk.sync.protocol.SyncFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/** Answers a request with a failure, from a filter, a servlet or a controller's advice alike. */
public final class FailureWriter {

    private static final int SCRAP = 8 * 1024;

    private final List<FailureEnvelope> envelopes;
    private final FailureEnvelope problem = new ProblemEnvelope();
    private final JsonMapper json;

    FailureWriter(List<FailureEnvelope> envelopes, JsonMapper json) {
        this.envelopes = List.copyOf(envelopes);
        this.json = json;
    }

    /** Answers with what a filter refuses. */
    public void write(HttpServletRequest request, HttpServletResponse response, SyncFailure failure)
            throws IOException {
        write(request, response, Failure.of(failure));
    }

    public void write(HttpServletRequest request, HttpServletResponse response, Failure failure) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var envelope =
                envelopes.stream().filter(e -> e.fits(request)).findFirst().orElse(problem);
        var body = json.writeValueAsBytes(envelope.body(request, failure));
        takeWhatIsHere(request);
        response.resetBuffer();
        response.setStatus(failure.httpStatus());
        addHeaders(response, failure);
        response.setContentType(envelope.contentType());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** A connection over which a refused body has come as a whole can live on. Does not wait. */
    private static void takeWhatIsHere(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() <= 0) {
            return;
        }
        var body = request.getInputStream();
        var scrap = new byte[SCRAP];
        var more = true;
        while (more && body.available() > 0) {
            more = body.read(scrap) > 0;
        }
    }

    /** The headers that go with a failure, for those who write its body themselves. */
    public static void addHeaders(HttpServletResponse response, Failure failure) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (failure.httpStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (failure.retryAfter() != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wholeSeconds(failure.retryAfter())));
        }
    }

    private static long wholeSeconds(Duration wait) {
        return Math.max(1, (wait.toMillis() + 999) / 1000);
    }
}
