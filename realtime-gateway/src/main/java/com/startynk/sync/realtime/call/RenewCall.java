package com.startynk.sync.realtime.call;

import com.startynk.sync.platform.identity.TokenVerifier;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.realtime.relay.Relay;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code session:renew}: the socket lives on under a new token of its user and device. */
public final class RenewCall implements CallHandler {

    private final TokenVerifier tokens;
    private final Relay relay;
    private final TokenExpiry expiry;
    private final JsonMapper json;

    public RenewCall(TokenVerifier tokens, Relay relay, TokenExpiry expiry, JsonMapper json) {
        this.tokens = tokens;
        this.relay = relay;
        this.expiry = expiry;
        this.json = json;
    }

    @Override
    public String event() {
        return "session:renew";
    }

    @Override
    public void handle(Call call) {
        var socket = call.socket();
        var renewed = tokens.verify(token(call.payload()));
        if (!isSame(renewed, socket.caller())) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "This is a token of somebody else, or of another device.");
        }
        relay.renew(
                socket,
                renewed,
                () -> {
                    expiry.watch(socket);
                    call.answer("{\"ok\":true}");
                },
                call::fail);
    }

    private static boolean isSame(Caller renewed, Caller present) {
        return renewed.userId().equals(present.userId()) && renewed.deviceId().equals(present.deviceId());
    }

    private String token(String payload) {
        var token = read(payload).path("token");
        if (!token.isString()) {
            throw SyncFailure.invalid("token", "must be a text");
        }
        return token.stringValue();
    }

    private JsonNode read(String payload) {
        try {
            return json.readTree(payload);
        } catch (JacksonException e) {
            throw new SyncFailure(ErrorCode.INVALID_INPUT, "This is not JSON.");
        }
    }
}
