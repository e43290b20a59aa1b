package com.startynk.sync.events.session;

import org.axonframework.serialization.Revision;

/** Somebody logged in on a device. */
@Revision("1")
public record LoggedIn(String userId, String deviceId) implements SessionEvent {}
