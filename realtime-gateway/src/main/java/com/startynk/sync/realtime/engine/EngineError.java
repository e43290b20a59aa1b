package com.startynk.sync.realtime.engine;

/** What a request to the engine can have wrong; the numbers are the protocol's. */
enum EngineError {
    UNKNOWN_TRANSPORT(0, "Transport unknown"),
    UNKNOWN_SESSION(1, "Session ID unknown"),
    BAD_HANDSHAKE_METHOD(2, "Bad handshake method"),
    BAD_REQUEST(3, "Bad request"),
    UNSUPPORTED_VERSION(5, "Unsupported protocol version");

    private final String json;

    EngineError(int code, String message) {
        this.json = "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
    }

    String json() {
        return json;
    }
}
