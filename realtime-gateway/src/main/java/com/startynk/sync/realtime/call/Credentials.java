package com.startynk.sync.realtime.call;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.realtime.engine.Handshake;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/**
 * What a client shows at the door. Holds a secret: never logged.
 *
 * @param cursor how far it has read; null when it does not say. What is no text becomes one that nobody was ever given
 */
record Credentials(String token, @Nullable String cursor) {

    private static final String BEARER = "Bearer ";

    /**
     * Reads the handshake; its {@code auth} goes before the HTTP header.
     *
     * @throws SyncFailure {@code UNAUTHENTICATED} when there is no token
     */
    static Credentials of(Handshake handshake, JsonMapper json) {
        var auth = read(handshake.auth(), json);
        var token = auth.path("token");
        var cursor = auth.path("cursor");
        return new Credentials(
                token.isMissingNode() || token.isNull() ? bearer(handshake.authorization()) : text(token),
                cursor.isMissingNode() || cursor.isNull() ? null : cursor.isString() ? cursor.stringValue() : "");
    }

    private static JsonNode read(@Nullable String auth, JsonMapper json) {
        try {
            return auth == null ? NullNode.getInstance() : json.readTree(auth);
        } catch (JacksonException e) {
            throw unauthenticated();
        }
    }

    private static String text(JsonNode token) {
        if (!token.isString()) {
            throw unauthenticated();
        }
        return token.stringValue();
    }

    private static String bearer(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthenticated();
        }
        return authorization.substring(BEARER.length()).strip();
    }

    private static SyncFailure unauthenticated() {
        return new SyncFailure(ErrorCode.UNAUTHENTICATED, "There is no token.");
    }

    @Override
    public String toString() {
        return "Credentials[]";
    }
}
