package com.startynk.sync.standalone.convergence.system;

import java.io.Serial;

/** The services were not there, or went away before they answered: what became of the request is not known. */
public final class Away extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    Away(Throwable cause) {
        super(cause);
    }

    public Away(String answer) {
        super(answer);
    }
}
