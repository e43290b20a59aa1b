package com.startynk.sync.benchmarks.load;

import java.io.Serial;

/** The command line cannot be understood. */
final class UsageError extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UsageError(String message) {
        super(message);
    }
}
