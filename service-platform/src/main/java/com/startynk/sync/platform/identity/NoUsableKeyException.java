package com.startynk.sync.platform.identity;

import java.io.Serial;

/** Tokens could not be verified safely, so the process must not start. */
final class NoUsableKeyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    NoUsableKeyException(String message) {
        super(message);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
