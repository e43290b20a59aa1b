package com.startynk.sync.events.entity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names an entity for ever, deleted or not. */
public record EntityId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EntityId {}

    public static EntityId of(String text) {
        return new EntityId(UUID.fromString(text));
    }

    /** Axon keeps aggregates under {@code toString()}, so the raw value is part of the stored contract. */
    @Override
    public String toString() {
        return value.toString();
    }
}
