package com.startynk.sync.query.replay;

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
     * @param reached an id behind which another replay can go on
     */
    record Step(long events, long corrected, String reached, boolean isEnd) {}
}
