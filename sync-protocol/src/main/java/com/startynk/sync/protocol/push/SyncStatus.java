package com.startynk.sync.protocol.push;

/** How an item ended. A client drops every item from its outbox but those answered {@link #RETRY}. */
public enum SyncStatus {
    /** Stored as sent. */
    APPLIED,
    /** Stored after a merge. */
    MERGED,
    /** Not stored, because the server's state stands or a person must decide. */
    CONFLICT,
    /** Parked durably until what it refers to arrives. */
    QUEUED,
    /** Never valid. */
    REJECTED,
    /** Not stored, worth another try. */
    RETRY
}
