package com.startynk.sync.standalone.convergence.model;

import java.io.Serial;

/** The system did not do what the model says. */
public final class Divergence extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public Divergence(String message) {
        super(message);
    }
}
