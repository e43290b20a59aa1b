package com.startynk.sync.protocol.push;

import com.startynk.sync.protocol.Caller;

/**
 * Command: one item that reached another service than the command side, as over a socket. Its answer is a
 * {@link SyncResult}.
 *
 * @param item the JSON text as the device sent it
 */
public record SubmitItem(Caller caller, String item) {}
