package com.startynk.sync.catalog;

/** How a conflict of a type ends. */
public enum ConflictStrategy {
    /** The device's values are stored. */
    CLIENT_WINS,
    /** The server's state stands. */
    SERVER_WINS,
    /** Each contested field by its {@link MergeRule}. */
    MERGE,
    /** Nothing is stored until a person decides. */
    MANUAL_RESOLVE
}
