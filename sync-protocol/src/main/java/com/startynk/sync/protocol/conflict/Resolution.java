package com.startynk.sync.protocol.conflict;

/** How a conflict ended, or that it has not. */
public enum Resolution {
    CLIENT,
    SERVER,
    MERGED,
    CUSTOM,
    PENDING
}
