package com.startynk.sync.benchmarks.load.measure;

import java.util.concurrent.locks.LockSupport;

/** A clock that can be waited for. */
public interface Ticker {

    long nanos();

    /** Returns when the clock has reached this time, or at once when it is past. */
    void until(long nanos);

    static Ticker system() {
        return new Ticker() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void until(long nanos) {
                for (var left = nanos - nanos(); left > 0; left = nanos - nanos()) {
                    LockSupport.parkNanos(left);
                }
            }
        };
    }
}
