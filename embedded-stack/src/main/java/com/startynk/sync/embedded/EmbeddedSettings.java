package com.startynk.sync.embedded;

/**
 * How much memory the two servers may take, and how safe their data is.
 *
 * @param bufferPoolMebibytes InnoDB's cache, the one memory setting that matters
 * @param redisMebibytes      beyond this Redis drops entries that have a time to live, the least recently used first
 * @param durable             every commit is on disk before it is answered; only tests go without
 */
public record EmbeddedSettings(int bufferPoolMebibytes, int redisMebibytes, boolean durable) {

    /** For a small machine that does real work. */
    public static EmbeddedSettings standard() {
        return new EmbeddedSettings(512, 256, true);
    }

    /** Real servers that need not survive a power cut. */
    public static EmbeddedSettings forTests() {
        return new EmbeddedSettings(128, 64, false);
    }
}
