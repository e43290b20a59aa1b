package com.startynk.sync.platform.failure;

import com.startynk.sync.protocol.FieldError;
import com.startynk.sync.protocol.SyncFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What a caller is told of a call that failed. */
public record Failure(
        int httpStatus,
        String errorCode,
        String trpcCode,
        int jsonRpcNumber,
        String message,
        List<FieldError> errors,
        Map<String, Object> details,
        @Nullable Duration retryAfter) {

    /** A defect of ours: the caller is told nothing but that, the log has the rest. */
    static final Failure DEFECT = new Failure(
            500,
            "INTERNAL_ERROR",
            "INTERNAL_SERVER_ERROR",
            -32603,
            "The server has a defect here.",
            List.of(),
            Map.of(),
            null);

    static Failure of(SyncFailure failure) {
        var code = failure.errorCode();
        return new Failure(
                code.httpStatus(),
                code.name(),
                code.trpcCode(),
                code.jsonRpcNumber(),
                failure.reason(),
                failure.errors(),
                failure.details(),
                failure.retryAfter());
    }

    /** The same where what was named stands in the path: a place that is not there. */
    public Failure asUnknownPlace() {
        return new Failure(
                HttpStatus.NOT_FOUND.value(), errorCode, trpcCode, jsonRpcNumber, message, errors, details, retryAfter);
    }
}
