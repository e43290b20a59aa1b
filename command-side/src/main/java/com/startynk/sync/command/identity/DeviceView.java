package com.startynk.sync.command.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device as its owner sees it.
 *
 * @param name null, as the platform, when it never logged in here
 * @param current whether it is the one that asks
 */
record DeviceView(
        String deviceId, @Nullable String name, @Nullable String platform, Instant lastSeenAt, boolean current) {}
