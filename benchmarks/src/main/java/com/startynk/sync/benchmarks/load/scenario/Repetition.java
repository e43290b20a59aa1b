package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.check.Faults;
import com.startynk.sync.benchmarks.load.wire.Item;
import com.startynk.sync.benchmarks.load.wire.Outcome;
import java.util.Objects;

/** A mutation that is sent again changes nothing: it is answered as before, and marked as a duplicate. */
final class Repetition {

    private Repetition() {}

    static void check(Item item, Outcome first, Outcome second, Faults faults) {
        var same = first.status().equals(second.status()) && Objects.equals(first.version(), second.version());
        if (!second.duplicate() || !same) {
            faults.doubled("mutation " + item.mutationId() + " was answered " + first + ", sent again " + second);
        }
    }
}
