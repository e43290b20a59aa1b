package com.startynk.sync.benchmarks.load.measure;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Workers that each do the next thing when the last one is answered: the rate is the server's. */
public final class ClosedLoop {

    private ClosedLoop() {}

    /** What a worker does again and again. */
    public interface Operation {

        /** Does it once and counts it in the tally of this phase; that of the warm-up is dropped. */
        void once(int worker, Tally tally) throws Exception;
    }

    /** What was measured after the warm-up. */
    public record Measured(Tally tally, Meter.Consumption used) {}

    public static Measured run(int workers, Duration warmup, Duration duration, Meter meter, Operation operation)
            throws Exception {
        phase(workers, warmup, operation, new Tally());
        var tally = new Tally();
        var reading = meter.start();
        phase(workers, duration, operation, tally);
        return new Measured(tally, reading.end());
    }

    private static void phase(int workers, Duration duration, Operation operation, Tally tally) throws Exception {
        var end = System.nanoTime() + duration.toNanos();
        Crew.run(IntStream.range(0, workers)
                .<Callable<Void>>mapToObj(worker -> () -> {
                    while (System.nanoTime() - end < 0) {
                        operation.once(worker, tally);
                    }
                    return null;
                })
                .toList());
    }
}
