package com.startynk.sync.query.status;

import com.startynk.sync.events.parking.DeadLetterCleared;
import com.startynk.sync.events.parking.MutationParked;
import com.startynk.sync.events.parking.ParkedMutationApplied;
import com.startynk.sync.events.parking.ParkedMutationRefused;
import com.startynk.sync.query.platform.ReadBarrier;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** Keeps the queue of parked mutations. Events come in order, each once with the token's move; a replay changes nothing. */
@ProcessingGroup(SyncQueueProjection.GROUP)
public final class SyncQueueProjection {

    /** Names the token too; to be kept for ever. */
    public static final String GROUP = "sync-queue";

    private final SyncQueueRows rows;
    private final ReadBarrier barrier;

    public SyncQueueProjection(SyncQueueRows rows, ReadBarrier barrier) {
        this.rows = rows;
        this.barrier = barrier;
    }

    @EventHandler
    void on(MutationParked event, @Timestamp Instant at, EventMessage<?> message) {
        rows.park(event.item(), at);
        tellReaders(message);
    }

    @EventHandler
    void on(ParkedMutationApplied event, EventMessage<?> message) {
        rows.done(event.parkingId());
        tellReaders(message);
    }

    @EventHandler
    void on(ParkedMutationRefused event, @Timestamp Instant at, EventMessage<?> message) {
        rows.refused(event.parkingId(), event.errorCode(), event.message(), event.attempts(), at);
        tellReaders(message);
    }

    @EventHandler
    void on(DeadLetterCleared event, EventMessage<?> message) {
        rows.done(event.parkingId());
        tellReaders(message);
    }

    private void tellReaders(EventMessage<?> message) {
        CurrentUnitOfWork.get().afterCommit(done -> barrier.projected(List.of(message.getIdentifier())));
    }
}
