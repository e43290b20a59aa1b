package com.startynk.sync.query.audit;

import java.io.IOException;
import java.io.Serial;

/** An answer ends before its end: its reader must not take it for whole, so the connection is cut. */
final class BrokenOff extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    BrokenOff(String message) {
        super(message);
    }

    BrokenOff(Throwable cause) {
        super(cause);
    }
}
