package com.startynk.sync.query.replay;

import org.jspecify.annotations.Nullable;

/** A part of the read model while it is laid beside the events. */
interface Part {

    String name();

    /** How many events it will read, about. */
    long total();

    /** Does the next step; each leaves what it has put right. */
    Step next();

    /**
     * What a step did.
     *
     * @param events how many were read
     * @param corrected how much was put right
     * @param left how much is wrong and was left so
     * @param reached from where another replay can go on; null where it has to begin anew
     */
    record Step(
            long events,
            long corrected,
            long left,
            @Nullable String reached,
            boolean isEnd) {}
}
