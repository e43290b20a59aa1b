package com.startynk.sync.standalone;

import java.io.Serial;

/** A setting cannot be used, which is seen before anything is started; the message says why. */
final class BadSetting extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    BadSetting(Throwable cause) {
        super(FailureReason.of(cause), cause);
    }
}
