package com.startynk.sync.protocol;

import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed, with the reason that the caller is told. Thrown where a whole call fails; an item's refusal inside a
 * batch is an answer and no exception. Carries no stack trace: it is an expected end of a call, not a defect.
 */
public final class SyncFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ErrorCode errorCode;
    private final transient List<FieldError> errors;
    private final transient Map<String, Object> details;
    private final @Nullable Duration retryAfter;

    public SyncFailure(ErrorCode errorCode, String message) {
        this(errorCode, message, List.of(), Map.of(), null);
    }

    /**
     * @param details further members of the problem response, such as the {@code entityId} of what exists already
     * @param retryAfter when it makes sense to try again, for {@code RATE_LIMITED} and {@code TEMPORARILY_UNAVAILABLE}
     */
    public SyncFailure(
            ErrorCode errorCode,
            String message,
            List<FieldError> errors,
            Map<String, Object> details,
            @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.errorCode = errorCode;
        this.errors = List.copyOf(errors);
        this.details = Map.copyOf(details);
        this.retryAfter = retryAfter;
    }

    /** An {@code INVALID_INPUT} that names its fields; there must be at least one. */
    public static SyncFailure invalid(List<FieldError> errors) {
        var first = errors.get(0);
        return new SyncFailure(ErrorCode.INVALID_INPUT, first.field() + ": " + first.message(), errors, Map.of(), null);
    }

    public static SyncFailure invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** A {@code TEMPORARILY_UNAVAILABLE} after which the caller may try again in a second. */
    public static SyncFailure unavailable(String message) {
        return new SyncFailure(ErrorCode.TEMPORARILY_UNAVAILABLE, message, List.of(), Map.of(), Duration.ofSeconds(1));
    }

    public ErrorCode errorCode() {
        return errorCode;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, Object> details() {
        return details;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The message is never null here. */
    public String reason() {
        var message = getMessage();
        return message == null ? errorCode.name() : message;
    }
}
