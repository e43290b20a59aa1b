package com.startynk.sync.platform;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Work that begins, and ends when a test lets it. */
public final class HeldWork {

    private static final Semaphore BEGUN = new Semaphore(0);
    private static final Semaphore ENDS = new Semaphore(0);

    private HeldWork() {}

    static String await() {
        BEGUN.release();
        take(ENDS, 1);
        return "{}";
    }

    /** Waits until so much work has begun. */
    public static void awaitBegun(int many) {
        take(BEGUN, many);
    }

    public static void end(int many) {
        ENDS.release(many);
    }

    private static void take(Semaphore permits, int many) {
        try {
            if (!permits.tryAcquire(many, 20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test forgot it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
