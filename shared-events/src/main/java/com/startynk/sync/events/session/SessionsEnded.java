package com.startynk.sync.events.session;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a user were ended before their time.
 *
 * @param deviceId null for those of all devices
 * @param reason as the sockets were told
 */
@Revision("1")
public record SessionsEnded(String userId, @Nullable String deviceId, String reason) implements SessionEvent {}
