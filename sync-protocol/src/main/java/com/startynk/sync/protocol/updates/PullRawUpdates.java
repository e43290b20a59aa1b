package com.startynk.sync.protocol.updates;

import com.startynk.sync.protocol.Caller;

/**
 * Query: {@code getUpdates} as a client sent it to another service than the query side, as over a socket; its shape is
 * checked there. Answered with an {@link UpdatesPage}, or fails with the reason.
 *
 * @param input the JSON text of the input
 */
public record PullRawUpdates(Caller caller, String input) {}
