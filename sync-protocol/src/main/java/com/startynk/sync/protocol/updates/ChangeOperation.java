package com.startynk.sync.protocol.updates;

/** What a device does with a change. */
public enum ChangeOperation {
    /** Keep this state. */
    UPSERT,
    /** The entity was deleted. */
    DELETE,
    /** The reader may not see it any more: drop it. */
    REVOKE
}
