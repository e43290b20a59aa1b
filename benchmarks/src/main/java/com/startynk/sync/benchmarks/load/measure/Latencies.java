package com.startynk.sync.benchmarks.load.measure;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;

/** How long things took, to three digits. Any thread may record. */
public final class Latencies {

    private static final double MICROS_IN_A_MILLISECOND = 1_000;

    private final ConcurrentHistogram micros = new ConcurrentHistogram(3);

    /** Records so many nanoseconds. What was seen before it was waited for is negative, and counts as nothing to wait. */
    public void record(long nanos) {
        micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos)));
    }

    public void recordSince(long startNanos) {
        record(System.nanoTime() - startNanos);
    }

    public long count() {
        return micros.getTotalCount();
    }

    /** So many of a hundred took no longer than this. */
    public double percentileMs(double percent) {
        return micros.getValueAtPercentile(percent) / MICROS_IN_A_MILLISECOND;
    }

    public double maxMs() {
        return micros.getMaxValue() / MICROS_IN_A_MILLISECOND;
    }
}
