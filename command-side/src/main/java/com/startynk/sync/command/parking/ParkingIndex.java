package com.startynk.sync.command.parking;

import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import java.util.List;
import java.util.Optional;

/** What of the parked mutations is asked across all of them; as late as the projection that keeps it. */
public interface ParkingIndex {

    /** How many of a device's mutations wait; counts no further than the bound. */
    int waitingOf(String userId, String deviceId, int bound);

    /** A person's mutation that waits and will make this entity. */
    Optional<MutationId> creationOf(EntityId entity, String userId);

    /** Those that wait to be applied to this entity, the oldest first. */
    List<ParkingRows.Waiting> lineOf(EntityId entity);

    /** Whether anything waits at all. */
    boolean anyWaits();
}
