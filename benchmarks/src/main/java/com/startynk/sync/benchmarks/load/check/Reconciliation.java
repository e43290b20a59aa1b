package com.startynk.sync.benchmarks.load.check;

import com.startynk.sync.benchmarks.load.wire.Api;
import com.startynk.sync.benchmarks.load.wire.Device;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Reads a project back, from the beginning of the feed, and compares it with what was acknowledged. Nobody may write meanwhile.
 *
 * @param patience how long the feed may trail behind what was acknowledged
 */
public record Reconciliation(Api api, Duration patience) {

    private static final long PAUSE_MILLIS = 100;

    public void check(String projectId, Device reader, Ledger ledger, Faults faults) throws InterruptedException {
        var copy = settled(projectId, reader, ledger);
        ledger.compare(copy.versions(), faults);
        var whole = new Follower(api, reader, projectId);
        var told = whole.catchUp();
        // Nothing changes any more, so the feed has no reason to tell of anything twice.
        if (told > whole.copy().versions().size()) {
            faults.doubled("project " + projectId + " has "
                    + whole.copy().versions().size() + " entities, the feed told " + told);
        }
    }

    private Copy settled(String projectId, Device reader, Ledger ledger) throws InterruptedException {
        var follower = new Follower(api, reader, projectId);
        follower.catchUp();
        var end = System.nanoTime() + patience.toNanos();
        while (!ledger.isIn(follower.copy().versions()) && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            follower.catchUp();
        }
        return follower.copy();
    }
}
