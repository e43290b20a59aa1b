package com.startynk.sync.events.entity;

/** How a conflict ended, or that it has not. */
public enum ConflictResolution {
    CLIENT,
    SERVER,
    MERGED,
    CUSTOM,
    PENDING
}
