package com.startynk.sync.realtime.presence;

import java.time.Instant;

/** One of the answer to {@code presence:list}. */
record PresentMember(String userId, String status, long devices, Instant lastSeenAt) {}
