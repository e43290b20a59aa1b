package com.startynk.sync.embedded;

import java.io.Serial;

/** A server could not be unpacked, started or stopped. The message is meant for the person at the terminal. */
public final class EmbeddedServerFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    EmbeddedServerFailure(String message) {
        super(message);
    }

    EmbeddedServerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
