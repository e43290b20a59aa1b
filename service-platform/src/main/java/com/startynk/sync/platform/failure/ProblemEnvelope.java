package com.startynk.sync.platform.failure;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** RFC 9457, with the member {@code errorCode} and, for invalid input, {@code errors}. */
final class ProblemEnvelope implements FailureEnvelope {

    @Override
    public boolean fits(HttpServletRequest request) {
        return true;
    }

    @Override
    public String contentType() {
        return MediaType.APPLICATION_PROBLEM_JSON_VALUE;
    }

    @Override
    public Map<String, Object> body(HttpServletRequest request, Failure failure) {
        var body = new LinkedHashMap<String, Object>(failure.details());
        body.put("type", "about:blank");
        body.put("title", title(failure.httpStatus()));
        body.put("status", failure.httpStatus());
        body.put("detail", failure.message());
        body.put("errorCode", failure.errorCode());
        if (!failure.errors().isEmpty()) {
            body.put("errors", failure.errors());
        }
        return body;
    }

    private static String title(int httpStatus) {
        var status = HttpStatus.resolve(httpStatus);
        return status == null ? "Error" : status.getReasonPhrase();
    }
}
