package com.startynk.sync.platform.job;

import java.time.Duration;

/**
 * Work that recurs. May be cut off at any point, by a crash, and is then done again.
 *
 * @param name kept in the database for ever
 * @param pause from the end of one run to the beginning of the next, on whichever node
 */
public record Job(String name, Duration pause, Runnable work) {}
