package com.startynk.sync.realtime.relay;

import com.startynk.sync.realtime.engine.Frame;
import tools.jackson.databind.json.JsonMapper;

/** {@code session:revoked}: the last thing that a socket hears. */
public record SessionRevoked(String reason) {

    /** Tells a socket, and ends it. */
    public void end(Socket socket, JsonMapper json) {
        socket.connection().send(Frame.event("session:revoked", json.writeValueAsString(this)));
        socket.connection().disconnect();
    }
}
