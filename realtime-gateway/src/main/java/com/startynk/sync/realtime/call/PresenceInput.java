package com.startynk.sync.realtime.call;

import com.startynk.sync.protocol.Projects;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.realtime.presence.PresenceStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The input of {@code presence:update} and {@code presence:list}, its shape checked bit by bit. */
record PresenceInput(JsonNode fields) {

    private static final int LONGEST = 100;

    static PresenceInput read(String payload, JsonMapper json) {
        JsonNode fields;
        try {
            fields = json.readTree(payload);
        } catch (JacksonException e) {
            throw SyncFailure.invalid("", "is no valid JSON");
        }
        if (!fields.isObject()) {
            throw SyncFailure.invalid("", "must be an object");
        }
        return new PresenceInput(fields);
    }

    /** Ids are written in small letters in the feed, and so in the names of rooms. */
    String projectId() {
        return Projects.normal(text("projectId"));
    }

    PresenceStatus status() {
        return PresenceStatus.said(text("status"))
                .orElseThrow(() -> SyncFailure.invalid("status", "must be online or away"));
    }

    /** Nobody is told what somebody looks at, so a screen is not kept; but it must be one. */
    void requireScreen() {
        var screen = fields.path("screen");
        if (!screen.isMissingNode() && !screen.isNull()) {
            text("screen");
        }
    }

    private String text(String field) {
        var value = fields.path(field);
        if (!value.isString()
                || value.stringValue().isEmpty()
                || value.stringValue().length() > LONGEST) {
            throw SyncFailure.invalid(field, "must be a text");
        }
        return value.stringValue();
    }
}
