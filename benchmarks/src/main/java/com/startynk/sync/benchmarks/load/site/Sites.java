package com.startynk.sync.benchmarks.load.site;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The sites of a run. */
public final class Sites {

    private final List<Site> all;
    private final AtomicInteger turn = new AtomicInteger();

    public Sites(List<Site> all) {
        this.all = List.copyOf(all);
    }

    public List<Site> all() {
        return all;
    }

    public Site first() {
        return all.get(0);
    }

    public Site next() {
        return all.get(Math.floorMod(turn.getAndIncrement(), all.size()));
    }
}
