package com.startynk.sync.benchmarks.load.measure;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Runs work side by side, each part on a thread of its own, until all of it is done. */
public final class Crew {

    private Crew() {}

    /** The first failure of a part is thrown when the others have ended. */
    public static void run(List<? extends Callable<Void>> parts) throws Exception {
        var threads = Executors.newFixedThreadPool(parts.size());
        try {
            for (var part : threads.invokeAll(parts)) {
                part.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        } finally {
            threads.shutdown();
        }
    }
}
