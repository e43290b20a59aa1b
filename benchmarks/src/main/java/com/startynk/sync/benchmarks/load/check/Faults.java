package com.startynk.sync.benchmarks.load.check;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Counts what may never happen, and keeps the first few of them for people to look at. */
public final class Faults {

    private static final int EXAMPLES = 10;

    private final LongAdder lost = new LongAdder();
    private final LongAdder doubled = new LongAdder();
    private final LongAdder stale = new LongAdder();
    private final Queue<String> examples = new ConcurrentLinkedQueue<>();

    /** Something that was acknowledged, or should have been told, is not there. */
    public void lost(String what) {
        note(lost, "lost: " + what);
    }

    /** Something took effect, or was told, more than once. */
    public void doubled(String what) {
        note(doubled, "doubled: " + what);
    }

    /** Something older was read than what the feed had shown before. */
    public void stale(String what) {
        note(stale, "stale: " + what);
    }

    private void note(LongAdder kind, String what) {
        kind.increment();
        if (examples.size() < EXAMPLES) {
            examples.add(what);
        }
    }

    public long lostCount() {
        return lost.sum();
    }

    public long doubledCount() {
        return doubled.sum();
    }

    public long staleCount() {
        return stale.sum();
    }

    public boolean isNone() {
        return lostCount() + doubledCount() + staleCount() == 0;
    }

    public List<String> examples() {
        return List.copyOf(examples);
    }
}
