package com.startynk.sync.command.release;

import com.startynk.sync.command.parking.ParkingRows;
import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.parking.DeadLetterCleared;
import com.startynk.sync.events.parking.MutationParked;
import com.startynk.sync.events.parking.ParkedMutationApplied;
import com.startynk.sync.events.parking.ParkedMutationRefused;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Keeps the index of what waits for what, and releases what has waited for an arrival. Events come in the order of the store,
 * so whichever of a parking and the arrival that it waits for comes second finds the other. All that waits for an arrival is
 * released together, in the order in which it was parked. A release that is repeated is answered as a duplicate, so a replay does no harm.
 */
@ProcessingGroup(ParkingProjection.GROUP)
final class ParkingProjection {

    /** Names the token too; to be kept for ever. */
    static final String GROUP = "parking";

    private static final String AWAITED = ParkingProjection.class.getName();

    private final ParkingRows rows;
    private final Releases releases;

    ParkingProjection(ParkingRows rows, Releases releases) {
        this.rows = rows;
        this.releases = releases;
    }

    @EventHandler
    void on(MutationParked event, @Timestamp Instant at) {
        rows.park(event.item(), at);
        releaseWhatAwaits(event.item().awaits());
    }

    /** Only of these is anything said before they are made; other creations never get here, nor cost a transaction. */
    @EventHandler
    void onLocal(EntityCreated event, @MetaDataValue(value = EventMetaData.LOCAL_ID, required = true) String localId) {
        releaseWhatAwaits(Set.of(event.entityId()));
    }

    /** One that was parked itself: edits of it wait with it, by whatever kind of id. */
    @EventHandler
    void onReleased(EntityCreated event, @MetaDataValue(value = EventMetaData.PARKED, required = true) String parked) {
        releaseWhatAwaits(Set.of(event.entityId()));
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

    /** Looked up once for all events of a batch, when its rows are there. */
    private void releaseWhatAwaits(Set<EntityId> entities) {
        var unitOfWork = CurrentUnitOfWork.get().root();
        Set<EntityId> awaited = unitOfWork.getOrComputeResource(AWAITED, key -> {
            var all = new LinkedHashSet<EntityId>();
            unitOfWork.onPrepareCommit(work -> release(work, all));
            return all;
        });
        awaited.addAll(entities);
    }

    private void release(UnitOfWork<?> unitOfWork, Set<EntityId> awaited) {
        var arrivals = releases.arrivals();
        var lines = awaited.stream()
                .filter(arrivals::has)
                .flatMap(entity -> rows.awaiting(entity).stream())
                .distinct()
                .toList();
        var ready = releases.ready(lines, arrivals);
        if (!ready.isEmpty()) {
            unitOfWork.afterCommit(done -> releases.submit(ready));
        }
    }
}
