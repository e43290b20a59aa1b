package com.startynk.sync.events.parking;

/** Everything that can happen to a parked mutation. */
public sealed interface ParkingEvent
        permits MutationParked, ParkedMutationApplied, ParkedMutationRefused, DeadLetterCleared {

    ParkingId parkingId();
}
