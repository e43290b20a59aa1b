package com.startynk.sync.command.intake;

/** Which of the lanes decides a project's mutations. */
final class Partition {

    /** Part of how a cluster divides its work: the same on every node. */
    static final int COUNT = 64;

    private Partition() {}

    static int of(String projectId) {
        return Math.floorMod(projectId.hashCode(), COUNT);
    }
}
