package com.startynk.sync.platform.http;

import com.startynk.sync.platform.failure.Failure;
import com.startynk.sync.platform.failure.FailureWriter;
import com.startynk.sync.platform.failure.Failures;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.FieldError;
import com.startynk.sync.protocol.SyncFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** The one place where a controller's exceptions become HTTP. */
@RestControllerAdvice
final class Problems {

    private final FailureWriter failures;

    Problems(FailureWriter failures) {
        this.failures = failures;
    }

    @ExceptionHandler({ClientAbortException.class, AsyncRequestNotUsableException.class})
    void onLostClient() {
        // Nobody is there to be told, and nothing is wrong here.
    }

    @ExceptionHandler
    void on(HttpRequestMethodNotSupportedException thrown, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var allowed = thrown.getSupportedMethods();
        if (allowed != null) {
            response.setHeader(HttpHeaders.ALLOW, String.join(", ", allowed));
        }
        answer(ErrorCode.METHOD_NOT_SUPPORTED, "This method is not supported here.", request, response);
    }

    @ExceptionHandler
    void on(HttpMediaTypeNotSupportedException thrown, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.", request, response);
    }

    @ExceptionHandler
    void on(HttpMessageNotReadableException thrown, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (thrown.getCause() instanceof ClientAbortException) {
            return;
        }
        answer(ErrorCode.INVALID_INPUT, "The body is absent or cannot be read.", request, response);
    }

    @ExceptionHandler
    void on(MethodArgumentNotValidException thrown, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var errors = thrown.getBindingResult().getFieldErrors().stream()
                .map(error -> new FieldError(error.getField(), reason(error.getDefaultMessage())))
                .toList();
        failures.write(request, response, errors.isEmpty() ? invalid() : SyncFailure.invalid(errors));
    }

    @ExceptionHandler
    void on(MissingServletRequestParameterException thrown, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        failures.write(request, response, SyncFailure.invalid(thrown.getParameterName(), "must be given"));
    }

    /** The server decodes parameters at the first look at them. */
    @ExceptionHandler
    void on(InvalidParameterException thrown, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(ErrorCode.INVALID_INPUT, "The URL's parameters cannot be decoded.", request, response);
    }

    @ExceptionHandler
    void on(MethodArgumentTypeMismatchException thrown, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (thrown.getParameter().hasParameterAnnotation(PathVariable.class)) {
            answer(ErrorCode.NOT_FOUND, "There is no such thing.", request, response);
        } else {
            failures.write(request, response, SyncFailure.invalid(thrown.getName(), "cannot be read"));
        }
    }

    @ExceptionHandler
    void on(Throwable thrown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        failures.write(
                request, response, thrown instanceof ErrorResponse known ? of(known, thrown) : Failures.of(thrown));
    }

    private static Failure of(ErrorResponse known, Throwable thrown) {
        var status = known.getStatusCode();
        if (status.is5xxServerError()) {
            return Failures.of(thrown);
        }
        return Failures.of(status.value() == 404 ? notFound() : invalid());
    }

    private void answer(ErrorCode errorCode, String message, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        failures.write(request, response, new SyncFailure(errorCode, message));
    }

    private static SyncFailure notFound() {
        return new SyncFailure(ErrorCode.NOT_FOUND, "There is nothing under this path.");
    }

    private static SyncFailure invalid() {
        return new SyncFailure(ErrorCode.INVALID_INPUT, "The request cannot be read.");
    }

    private static String reason(@Nullable String message) {
        return message == null ? "is not valid" : message;
    }
}
