package com.startynk.sync.command.parking;

import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import java.util.List;
import java.util.Optional;

/** The index of tests in which nothing was parked before. */
public record NothingParked() implements ParkingIndex {

    @Override
    public int waitingOf(String userId, String deviceId, int bound) {
        return 0;
    }

    @Override
    public Optional<MutationId> creationOf(EntityId entity, String userId) {
        return Optional.empty();
    }

    @Override
    public List<ParkingRows.Waiting> lineOf(EntityId entity) {
        return List.of();
    }

    @Override
    public boolean anyWaits() {
        return false;
    }
}
