package com.startynk.sync.benchmarks.load.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The scenarios by name, in the order in which they are best run. */
public enum Scenarios {
    SINGLE,
    BATCH,
    HOT,
    PULL,
    FANOUT,
    READ,
    MIXED;

    public Scenario make() {
        return switch (this) {
            case SINGLE -> new Single();
            case BATCH -> new Batch();
            case HOT -> new Hot();
            case PULL -> new Pull();
            case FANOUT -> new Fanout();
            case READ -> new Read();
            case MIXED -> new Mixed();
        };
    }

    /** As it is written on the command line. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> titles() {
        return Arrays.stream(values()).map(Scenarios::title).toList();
    }
}
