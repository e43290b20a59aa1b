package com.startynk.sync.catalog;

/** What two edits must share to be in conflict. */
public enum Granularity {
    /** The entity: any stale edit that would change something. */
    ENTITY,
    /** A field: edits of different fields are joined. */
    FIELD
}
