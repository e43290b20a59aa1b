package com.startynk.sync.standalone;

import java.io.Serial;

/** The system cannot start for a reason that the person at the terminal can mend; the message says how. */
final class StartFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    StartFailure(String message) {
        super(message);
    }

    StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
