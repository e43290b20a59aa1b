package com.startynk.sync.embedded;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much memory the two servers may take, and how safe their data is.
 *
 * @param bufferPoolMebibytes InnoDB's cache, the one memory setting that matters
 * @param redisMebibytes      beyond this Redis drops entries that have a time to live, the least recently used first
 * @param durable             every commit is on disk before it is answered; only tests go without
 */
public record EmbeddedSettings(int bufferPoolMebibytes, int redisMebibytes, boolean durable) {

    /** What a machine of eight gigabytes reports: a little of it is the system's own. */
    private static final long LARGE_BYTES = 7_500L << 20;

    /** For work that counts: a large machine can keep the indexes of a million changes at hand, a small one has other things to keep. */
    public static EmbeddedSettings standard() {
        return new EmbeddedSettings(memoryBytes() < LARGE_BYTES ? 512 : 1024, 256, true);
    }

    /** Of the machine, or of the container. */
    private static long memoryBytes() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }

    /** Real servers that need not survive a power cut. */
    public static EmbeddedSettings forTests() {
        return new EmbeddedSettings(128, 64, false);
    }
}
