package com.startynk.sync.realtime.engine;

import org.jspecify.annotations.Nullable;

/**
 * An event as a client emitted it, not yet looked into.
 *
 * @param ackId under which the client waits for an answer; null when it does not
 * @param arguments JSON text that begins as an array does: the event's name and its payload; not known to be well-formed
 */
public record ClientEvent(@Nullable Long ackId, String arguments) {}
