package com.startynk.sync.standalone.convergence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Leaves out of a failing schedule what it fails without. */
final class Shrinker {

    private final Predicate<Schedule> fails;
    private final Instant end;

    Shrinker(Predicate<Schedule> fails, Duration atMost) {
        this.fails = fails;
        this.end = Instant.now().plus(atMost);
    }

    /** Tries halves first, then ever smaller parts, until no single step can be left out. */
    Schedule shrink(Schedule failing) {
        var smallest = failing;
        for (var size = Math.max(1, failing.kept().size() / 2); size >= 1; ) {
            var smaller = without(smallest, size);
            if (smaller.kept().size() == smallest.kept().size()) {
                size = size == 1 ? 0 : (size + 1) / 2;
            }
            smallest = smaller;
        }
        return smallest;
    }

    private Schedule without(Schedule failing, int size) {
        var smallest = failing;
        for (var from = 0; from < smallest.kept().size() && Instant.now().isBefore(end); ) {
            var shorter = smallest.keeping(leavingOut(smallest.kept(), from, size));
            if (fails.test(shorter)) {
                smallest = shorter;
            } else {
                from += size;
            }
        }
        return smallest;
    }

    private static List<Integer> leavingOut(List<Integer> kept, int from, int size) {
        var rest = new ArrayList<>(kept);
        rest.subList(from, Math.min(from + size, rest.size())).clear();
        return rest;
    }
}
