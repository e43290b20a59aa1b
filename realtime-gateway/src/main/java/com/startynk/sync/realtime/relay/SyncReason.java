package com.startynk.sync.realtime.relay;

/** Why a client must pull by itself; on the wire in {@code sync:required}. */
enum SyncReason {
    /** Announcements were lost on their way to this gateway. */
    GAP,
    /** The handshake's cursor is not of this reader or deployment, or too old. */
    INVALID_CURSOR,
    /** More was missed than is sent over a socket. */
    TOO_FAR_BEHIND,
    /** The client reads more slowly than things change. */
    SLOW_READER,
    /** An admin, who follows few projects and may read all, was made a member of one. */
    PROJECT_JOINED,
    /** The feed could not be read. */
    TEMPORARILY_UNAVAILABLE
}
