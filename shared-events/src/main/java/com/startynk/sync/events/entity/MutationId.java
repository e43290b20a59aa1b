package com.startynk.sync.events.entity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A device's name for one intent: the key of idempotency. */
public record MutationId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MutationId {}

    public static MutationId of(String text) {
        return new MutationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
