package com.startynk.sync.platform.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;

/**
 * So many a minute: all of them at once if wished, and then a tenth of them every six seconds. Refilled one by one, a bucket
 * would let its device through with every tenth call, however fast it goes on calling.
 */
record Rate(int limit) {

    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int REFILLS_A_MINUTE = 10;

    BucketConfiguration configuration() {
        var portion = Math.max(1, limit / REFILLS_A_MINUTE);
        var period = Duration.ofNanos(Math.max(1, MINUTE_NANOS / limit * portion));
        return BucketConfiguration.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(limit)
                        .refillIntervally(portion, period)
                        .build())
                .build();
    }

    /** Whether so little was used that other nodes need not know: at most devices use next to nothing. */
    boolean isNextToFull(long left) {
        return left >= limit - limit / 20;
    }
}
