package com.startynk.sync.benchmarks.load.check;

/** Once the feed has shown a version, nobody reads an older one. */
public final class StaleCheck {

    private StaleCheck() {}

    /** Holds what was read against the least version: what the feed had shown before the read was sent. */
    public static void check(String entityId, long read, long least, Faults faults) {
        if (read < least) {
            faults.stale("entity " + entityId + " was read at version " + read + " after the feed had shown " + least);
        }
    }
}
