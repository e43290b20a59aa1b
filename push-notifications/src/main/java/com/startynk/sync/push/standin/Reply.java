package com.startynk.sync.push.standin;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the stand-in answers to one request. */
sealed interface Reply {

    /** JSON. */
    record Json(int status, Object body, Map<String, String> headers) implements Reply {}

    /** What a proxy shows. */
    record Page(int status, String html) implements Reply {}

    /** Nothing: the connection is cut. */
    record Cut() implements Reply {}

    static Reply ok(Object data) {
        return new Json(200, Map.of("data", data), Map.of());
    }

    static Reply failure(int status, String code, String message) {
        return failure(status, code, message, null, Map.of());
    }

    static Reply failure(
            int status, String code, String message, @Nullable Object details, Map<String, String> headers) {
        var error = details == null
                ? Map.of("code", code, "message", message)
                : Map.of("code", code, "message", message, "details", details);
        return new Json(status, Map.of("errors", List.of(error)), headers);
    }
}
