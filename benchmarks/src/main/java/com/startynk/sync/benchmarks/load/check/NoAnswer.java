package com.startynk.sync.benchmarks.load.check;

import com.startynk.sync.benchmarks.load.wire.Answer;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The server did not do what a run cannot go on without. */
public final class NoAnswer extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Answer instead;

    public NoAnswer(String what, Answer instead) {
        super(what + ": " + instead);
        this.instead = instead;
    }

    /** Where there is no answer to look at, as when a socket cannot be connected. */
    public NoAnswer(String what, Exception cause) {
        super(what + ": " + cause.getMessage(), cause);
        this.instead = null;
    }

    /** Whether the contract forbids what came instead. */
    public boolean isForbidden() {
        return instead != null && instead.isForbidden();
    }
}
