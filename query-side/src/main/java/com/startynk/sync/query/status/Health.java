package com.startynk.sync.query.status;

/** How syncing is. */
public enum Health {
    OK,
    /** Something works around an outage. */
    DEGRADED,
    /** What is pushed does not become readable. */
    DOWN
}
