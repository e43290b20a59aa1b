package com.startynk.sync.standalone.convergence;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What a run counts. */
final class Figures {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    /** A mutation whose device drops it from its outbox. */
    void acknowledged(String mutationId) {
        acknowledged.add(mutationId);
    }

    Set<String> acknowledged() {
        return acknowledged;
    }

    void count(String what) {
        add(what, 1);
    }

    void add(String what, long number) {
        counts.computeIfAbsent(what, any -> new LongAdder()).add(number);
    }

    long of(String what) {
        return counts.containsKey(what) ? counts.get(what).sum() : 0;
    }
}
