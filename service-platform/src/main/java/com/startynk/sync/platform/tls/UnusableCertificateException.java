package com.startynk.sync.platform.tls;

import java.io.Serial;

/** TLS is asked for, with settings that it cannot be had with. The message says which. */
final class UnusableCertificateException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnusableCertificateException(String message) {
        super(message);
    }
}
