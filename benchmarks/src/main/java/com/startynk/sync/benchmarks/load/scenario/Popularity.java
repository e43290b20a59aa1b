package com.startynk.sync.benchmarks.load.scenario;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** How often each of many things is asked for: the one of rank n in inverse proportion to n, as Zipf found it for words. */
final class Popularity {

    private final double[] sums;

    Popularity(int things) {
        sums = new double[things];
        var sum = 0.0;
        for (var rank = 0; rank < things; rank++) {
            sum += 1.0 / (rank + 1);
            sums[rank] = sum;
        }
    }

    /** The index of the next one. */
    int next() {
        var found = Arrays.binarySearch(sums, ThreadLocalRandom.current().nextDouble(sums[sums.length - 1]));
        return Math.min(found < 0 ? -found - 1 : found + 1, sums.length - 1);
    }
}
