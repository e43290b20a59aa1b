package com.startynk.sync.standalone.convergence;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How long a run is, and of what.
 *
 * @param seed of the first schedule; the others follow from it
 * @param steps of the longest schedule
 * @param atMost after this no further schedule is begun, however slow the machine
 * @param only the seed of the one schedule to run, if it is one
 * @param keep which of its steps to keep, if not all
 */
record Settings(
        long seed, int schedules, int steps, Duration atMost, int crashes, int threads, Long only, List<Integer> keep) {

    static Settings read() {
        var only = System.getProperty("convergence.only");
        var keep = System.getProperty("convergence.keep");
        return new Settings(
                Long.getLong("convergence.seed", 20261125),
                Integer.getInteger("convergence.schedules", 3000),
                Integer.getInteger("convergence.steps", 24),
                Duration.ofSeconds(Integer.getInteger("convergence.seconds", 110)),
                Integer.getInteger("convergence.crashes", 3),
                Integer.getInteger("convergence.threads", 32),
                only == null ? null : Long.valueOf(only),
                keep == null
                        ? null
                        : Arrays.stream(keep.split(",")).map(Integer::valueOf).toList());
    }

    Schedule schedule(int number) {
        var made = ScheduleGenerator.schedule(only == null ? seed + number * 1_000_003L : only, steps);
        return keep == null ? made : made.keeping(keep);
    }

    /** Every tenth. */
    boolean isRace(int number) {
        return only == null && number % 10 == 9;
    }

    int count() {
        return only == null ? schedules : 1;
    }
}
