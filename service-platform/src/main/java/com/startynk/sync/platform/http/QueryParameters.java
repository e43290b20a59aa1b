package com.startynk.sync.platform.http;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a URL's parameters; a wrong one is {@code INVALID_INPUT} and names its field. A controller method takes one as its
 * argument. An empty parameter counts as absent.
 */
public final class QueryParameters {

    private final HttpServletRequest request;

    QueryParameters(HttpServletRequest request) {
        this.request = request;
    }

    /** The names of all parameters. */
    public Set<String> names() {
        return Set.copyOf(reading(() -> request.getParameterMap().keySet()));
    }

    /** The values of a parameter that may be repeated or comma-separated; empty when absent. */
    public List<String> list(String name) {
        return Arrays.stream(values(name))
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    public @Nullable String text(String name) {
        var values = values(name);
        if (values.length > 1) {
            throw SyncFailure.invalid(name, "may be given once");
        }
        return values.length == 0 || values[0].isEmpty() ? null : values[0];
    }

    public @Nullable Integer integer(String name, int min, int max) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        try {
            var value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The refusal below covers it.
        }
        throw SyncFailure.invalid(name, "must be a whole number from " + min + " to " + max);
    }

    public int integer(String name, int min, int max, int absent) {
        var value = integer(name, min, max);
        return value == null ? absent : value;
    }

    public boolean flag(String name) {
        var text = text(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw SyncFailure.invalid(name, "must be true or false");
    }

    /** A date-time with offset. */
    public @Nullable Instant instant(String name) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw SyncFailure.invalid(name, "must be a date-time with offset, as 2026-11-23T08:00:00Z");
        }
    }

    private String[] values(String name) {
        var values = reading(() -> request.getParameterValues(name));
        return values == null ? new String[0] : values;
    }

    /** The server decodes the query at the first look at it, and throws on escapes that are none. */
    private static <T extends @Nullable Object> T reading(java.util.function.Supplier<T> look) {
        try {
            return look.get();
        } catch (IllegalStateException e) {
            throw new SyncFailure(ErrorCode.INVALID_INPUT, "The URL's parameters cannot be decoded.");
        }
    }
}
