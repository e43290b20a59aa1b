package com.startynk.sync.standalone;

import java.io.Serial;

/** The services did not start; the message says why. */
final class ServicesFailed extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    ServicesFailed(Throwable cause) {
        super(
                "The services did not start: " + FailureReason.of(cause)
                        + " (LOGGING_LEVEL_COM_STARTYNK=DEBUG shows all of it)",
                cause);
    }
}
