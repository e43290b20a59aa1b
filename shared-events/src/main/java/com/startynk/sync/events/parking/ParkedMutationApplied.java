package com.startynk.sync.events.parking;

import org.axonframework.serialization.Revision;

/**
 * What it waited for has arrived, and the entity has decided: the outcome is in the entity's stream.
 *
 * @param attempts how often it was tried, this time included
 */
@Revision("1")
public record ParkedMutationApplied(ParkingId parkingId, int attempts) implements ParkingEvent {}
