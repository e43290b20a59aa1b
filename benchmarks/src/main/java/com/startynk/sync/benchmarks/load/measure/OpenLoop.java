package com.startynk.sync.benchmarks.load.measure;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Requests that are due at a fixed rate, whether or not the earlier ones are answered, as from people who know nothing of one
 * another. A request's time counts from when it was due: one that could not even be sent, because a stalled server kept
 * all workers waiting, has waited since then. A closed loop would count such a stall once for each worker, and not for everybody who
 * came meanwhile (coordinated omission).
 *
 * @param workers how many requests may be open at once
 * @param hopeless how late a request may be begun; later ones are given up, or an overload would never end
 */
public record OpenLoop(int workers, Ticker ticker, Duration hopeless) {

    /** One request. */
    public interface Call {

        /** Whether the answer was good. */
        boolean once() throws Exception;
    }

    /**
     * What came of it.
     *
     * @param latencies of all requests that were begun, good or not
     * @param givenUp requests that were due and never begun
     */
    public record Step(double ratePerSecond, Latencies latencies, long failed, long givenUp) {

        public long due() {
            return latencies.count() + givenUp;
        }
    }

    public Step run(double ratePerSecond, Duration duration, Call call) throws Exception {
        var schedule = new Schedule(ratePerSecond, duration, call);
        Crew.run(Collections.nCopies(workers, schedule));
        return new Step(ratePerSecond, schedule.latencies, schedule.failed.sum(), schedule.givenUp.sum());
    }

    /** Each worker takes the next request that is due, waits for its time if it is early, and makes it. */
    private final class Schedule implements Callable<Void> {

        private final long start = ticker.nanos();
        private final AtomicLong next = new AtomicLong();
        private final long requests;
        private final double interval;
        private final Call call;
        private final Latencies latencies = new Latencies();
        private final LongAdder failed = new LongAdder();
        private final LongAdder givenUp = new LongAdder();

        private Schedule(double ratePerSecond, Duration duration, Call call) {
            this.requests = Math.max(1, Math.round(ratePerSecond * duration.toNanos() / 1e9));
            this.interval = 1e9 / ratePerSecond;
            this.call = call;
        }

        @Override
        @SuppressWarnings("NullAway") // what a callable without a result returns
        public Void call() throws Exception {
            for (var request = next.getAndIncrement(); request < requests; request = next.getAndIncrement()) {
                begin(start + (long) (request * interval));
            }
            return null;
        }

        private void begin(long due) throws Exception {
            ticker.until(due);
            if (ticker.nanos() - due > hopeless.toNanos()) {
                givenUp.increment();
                return;
            }
            if (!call.once()) {
                failed.increment();
            }
            latencies.record(ticker.nanos() - due);
        }
    }
}
