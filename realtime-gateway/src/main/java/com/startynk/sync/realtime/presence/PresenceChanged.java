package com.startynk.sync.realtime.presence;

import java.time.Instant;

/** The payload of {@code presence:changed}. */
record PresenceChanged(String projectId, String userId, String status, Instant lastSeenAt) {

    static final String EVENT = "presence:changed";
}
