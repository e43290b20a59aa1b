package com.startynk.sync.events.entity;

/** How a mutation that left a trace in the stream was answered. */
public enum MutationOutcome {
    APPLIED,
    MERGED,
    CONFLICT
}
