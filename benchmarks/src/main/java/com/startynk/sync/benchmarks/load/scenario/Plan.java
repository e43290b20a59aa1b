package com.startynk.sync.benchmarks.load.scenario;

import java.time.Duration;

/**
 * How much load, for how long.
 *
 * @param concurrency workers of the closed loops, and connections
 * @param size how large the scenario is, where its own measure is not wanted
 */
public record Plan(Duration warmup, Duration duration, int concurrency, Size size) {

    /** The mixed load keeps more requests open than any closed loop. */
    private static final int OPEN_REQUESTS = 256;

    public int connections() {
        return concurrency + OPEN_REQUESTS;
    }
}
