package com.startynk.sync.events.parking;

import org.axonframework.serialization.Revision;

/**
 * It was refused when it was tried, or waited too long: a dead letter, until its device has it tried again.
 *
 * @param errorCode the name of the wire's error code
 * @param attempts how often it was tried, this time included
 */
@Revision("1")
public record ParkedMutationRefused(ParkingId parkingId, String errorCode, String message, int attempts)
        implements ParkingEvent {}
