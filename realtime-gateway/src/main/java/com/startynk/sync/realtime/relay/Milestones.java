package com.startynk.sync.realtime.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tasks that wait until the feed has been announced up to a position. Confined to the relay's thread. */
final class Milestones {

    private final SortedMap<Long, List<Runnable>> waiting = new TreeMap<>();

    void at(long position, Runnable task) {
        waiting.computeIfAbsent(position, at -> new ArrayList<>()).add(task);
    }

    void reached(long position) {
        while (!waiting.isEmpty() && waiting.firstKey() <= position) {
            waiting.remove(waiting.firstKey()).forEach(Runnable::run);
        }
    }
}
