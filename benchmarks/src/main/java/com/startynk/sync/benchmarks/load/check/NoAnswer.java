package com.startynk.sync.benchmarks.load.check;

import com.startynk.sync.benchmarks.load.wire.Answer;
import java.io.Serial;

/** The server did not do what a run cannot go on without. */
public final class NoAnswer extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public NoAnswer(String what, Answer instead) {
        super(what + ": " + instead);
    }
}
