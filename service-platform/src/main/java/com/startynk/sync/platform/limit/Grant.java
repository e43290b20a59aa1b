package com.startynk.sync.platform.limit;

import com.startynk.sync.protocol.SyncFailure;
import org.jspecify.annotations.Nullable;

/**
 * How many of the wanted mutations may be done now.
 *
 * @param refusal what the others are told; null when there are none
 */
public record Grant(int mutations, @Nullable SyncFailure refusal) {}
