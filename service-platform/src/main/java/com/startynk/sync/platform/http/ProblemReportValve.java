package com.startynk.sync.platform.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers what the container refuses before any application could see it, such as escapes that are none or a header without
 * end. Tomcat makes it by its name, so it must be public.
 */
public final class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        var status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var body = problem(status).getBytes(StandardCharsets.UTF_8);
        SafetyHeaders.ALWAYS.forEach(response::setHeader);
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException e) {
            throw new UncheckedIOException("the refused client is gone", e);
        }
    }

    private static String problem(int status) {
        var known = HttpStatus.resolve(status);
        var title = known == null ? "Error" : known.getReasonPhrase();
        var errorCode = status == 500 ? "INTERNAL_ERROR" : "INVALID_INPUT";
        return "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status
                + ",\"detail\":\"The request cannot be read.\",\"errorCode\":\"" + errorCode + "\"}";
    }
}
