package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.check.Faults;
import com.startynk.sync.benchmarks.load.wire.Answer;
import com.startynk.sync.benchmarks.load.wire.Item;
import com.startynk.sync.benchmarks.load.wire.Outcome;
import java.util.Objects;

/** A mutation that is sent again changes nothing: it is answered as before, and marked as a duplicate. */
final class Repetition {

    private Repetition() {}

    /** That it gets no answer, or not now, says nothing about it. */
    static void check(Item item, Outcome first, Answer second, Faults faults) {
        if (second.status() == 0 || second.isRefusedForNow()) {
            return;
        }
        if (!second.isGood()) {
            report(item, first, second, faults);
            return;
        }
        var outcome = second.as(Outcome.class);
        if (!outcome.duplicate() || !isSame(first, outcome)) {
            report(item, first, outcome, faults);
        }
    }

    private static boolean isSame(Outcome first, Outcome second) {
        return first.status().equals(second.status()) && Objects.equals(first.version(), second.version());
    }

    private static void report(Item item, Outcome first, Object second, Faults faults) {
        faults.doubled("mutation " + item.mutationId() + " was answered " + first + ", sent again " + second);
    }
}
