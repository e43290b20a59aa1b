package com.startynk.sync.platform.encryption;

import java.io.Serial;

/** Sensitive values could not be written or read, so the process must not start. */
final class UnusableMasterKeyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnusableMasterKeyException(String message) {
        super(message);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
