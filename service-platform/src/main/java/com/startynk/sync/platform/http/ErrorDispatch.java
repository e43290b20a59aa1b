package com.startynk.sync.platform.http;

import com.startynk.sync.platform.failure.Failure;
import com.startynk.sync.platform.failure.FailureWriter;
import com.startynk.sync.platform.failure.Failures;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.coyote.BadRequestException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the servlet container sends what was refused or has failed outside of controllers. */
@Controller
final class ErrorDispatch implements ErrorController {

    private final FailureWriter failures;

    ErrorDispatch(FailureWriter failures) {
        this.failures = failures;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        failures.write(request, response, failure(request));
    }

    private static Failure failure(HttpServletRequest request) {
        var thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (thrown instanceof BadRequestException) {
            return Failures.of(new SyncFailure(ErrorCode.INVALID_INPUT, "The body cannot be read."));
        }
        if (thrown instanceof Throwable failure) {
            return Failures.of(failure);
        }
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        return Failures.of(
                switch (status) {
                    case 401 -> new SyncFailure(ErrorCode.UNAUTHENTICATED, "A valid token is needed.");
                    case 403 -> new SyncFailure(ErrorCode.FORBIDDEN, "This is not allowed.");
                    case 404 -> new SyncFailure(ErrorCode.NOT_FOUND, "There is nothing under this path.");
                    case 405 -> new SyncFailure(ErrorCode.METHOD_NOT_SUPPORTED, "This method is not supported here.");
                    case 413 -> new SyncFailure(ErrorCode.PAYLOAD_TOO_LARGE, "The request is too large.");
                    case 415 -> new SyncFailure(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.");
                    case 503 -> SyncFailure.unavailable("The server is not ready.");
                    default ->
                        status >= 500
                                ? new IllegalStateException("answered with status " + status)
                                : new SyncFailure(ErrorCode.INVALID_INPUT, "The request cannot be read.");
                });
    }
}
