package com.startynk.sync.events.parking;

import org.axonframework.serialization.Revision;

/** A mutation refers to an entity that has not arrived, and waits for it. */
@Revision("1")
public record MutationParked(ParkingId parkingId, ParkedItem item) implements ParkingEvent {}
