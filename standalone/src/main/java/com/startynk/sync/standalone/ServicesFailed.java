package com.startynk.sync.standalone;

import java.io.Serial;

/** The services did not start. Spring Boot has told why already, in its own words. */
final class ServicesFailed extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    ServicesFailed(Throwable cause) {
        super(cause);
    }
}
