package com.startynk.sync.command.release;

import com.startynk.sync.command.parking.ParkingRows;
import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.parking.DeadLetterCleared;
import com.startynk.sync.events.parking.MutationParked;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.events.parking.ParkedMutationApplied;
import com.startynk.sync.events.parking.ParkedMutationRefused;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Keeps the index of what waits for what, and releases what has waited for an arrival. Events come in the order of the store,
 * so whichever of a parking and the arrival that it waits for comes second finds the other. A release that is repeated is
 * answered as a duplicate, so a replay does no harm.
 */
@ProcessingGroup(ParkingProjection.GROUP)
final class ParkingProjection {

    /** Names the token too; to be kept for ever. */
    static final String GROUP = "parking";

    private final ParkingRows rows;
    private final Releases releases;

    ParkingProjection(ParkingRows rows, Releases releases) {
        this.rows = rows;
        this.releases = releases;
    }

    @EventHandler
    void on(MutationParked event, @Timestamp Instant at) {
        rows.park(event.item(), at);
        release(List.of(event.item()));
    }

    /** The metadata is what a creation under another kind of id does not have: those never get here, nor cost a transaction. */
    @EventHandler
    void on(EntityCreated event, @MetaDataValue(value = EventMetaData.LOCAL_ID, required = true) String localId) {
        release(rows.awaiting(event.entityId()));
    }

    @EventHandler
    void on(ParkedMutationApplied event) {
        rows.done(event.parkingId().mutationId());
    }

    @EventHandler
    void on(ParkedMutationRefused event) {
        rows.refused(event.parkingId().mutationId());
    }

    @EventHandler
    void on(DeadLetterCleared event) {
        rows.done(event.parkingId().mutationId());
    }

    private void release(List<ParkedItem> items) {
        var ready = items.stream().filter(releases::isReady).toList();
        if (!ready.isEmpty()) {
            CurrentUnitOfWork.get().afterCommit(done -> releases.submit(ready));
        }
    }
}
