package com.startynk.sync.events.parking;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.startynk.sync.events.entity.MutationId;

/** Names a parked mutation. Its stream is kept apart from that of an entity that happens to have the same UUID. */
public record ParkingId(@JsonValue MutationId mutationId) {

    private static final String PREFIX = "parked:";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ParkingId {}

    /** The name of the stream: part of the stored contract. */
    @Override
    public String toString() {
        return PREFIX + mutationId;
    }
}
