package com.startynk.sync.events.parking;

import org.axonframework.serialization.Revision;

/** An admin has put a dead letter away: nobody is shown it any more, and it is not tried again. Its id stays used up. */
@Revision("1")
public record DeadLetterCleared(ParkingId parkingId) implements ParkingEvent {}
