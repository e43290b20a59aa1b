package com.startynk.sync.events.session;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was not let in. What was typed is not kept: it may be a password in the wrong field.
 *
 * @param userId whose name it was; null when it is nobody's
 * @param network the address that it came from; of IPv6 the network
 */
@Revision("1")
public record LoginRefused(@Nullable String userId, String deviceId, String network) implements SessionEvent {}
