package com.startynk.sync.realtime.call;

import com.startynk.sync.protocol.SyncFailure;

/** Answers one kind of event. */
public interface CallHandler {

    /** The event's name. */
    String event();

    /**
     * Runs on a thread that may block. Answers the call, now or later, or throws.
     *
     * @throws SyncFailure what the client is told instead
     */
    void handle(Call call);

    /** The answer to a call that failed, as JSON. */
    default String refusal(Call call, SyncFailure failure) {
        return "{\"ok\":false,\"errorCode\":\"" + failure.errorCode() + "\"}";
    }
}
