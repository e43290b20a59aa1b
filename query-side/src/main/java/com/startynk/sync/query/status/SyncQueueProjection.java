package com.startynk.sync.query.status;

import com.startynk.sync.events.parking.DeadLetterCleared;
import com.startynk.sync.events.parking.MutationParked;
import com.startynk.sync.events.parking.ParkedMutationApplied;
import com.startynk.sync.events.parking.ParkedMutationRefused;
import com.startynk.sync.query.activity.CountRows;
import com.startynk.sync.query.activity.Counts;
import com.startynk.sync.query.platform.ReadBarrier;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/** Keeps the queue of parked mutations. Events come in order, each once with the token's move; a replay changes nothing. */
@ProcessingGroup(SyncQueueProjection.GROUP)
public final class SyncQueueProjection {

    /** Names the token too; to be kept for ever. */
    public static final String GROUP = "sync-queue";

    /** What {@code parking_count} counts. */
    public static final List<String> PARKING = List.of("queued", "failed");

    private static final int QUEUED = 0;
    private static final int FAILED = 1;

    private final SyncQueueRows rows;
    private final CountRows counts;
    private final ReadBarrier barrier;

    public SyncQueueProjection(SyncQueueRows rows, CountRows counts, ReadBarrier barrier) {
        this.rows = rows;
        this.counts = counts;
        this.barrier = barrier;
    }

    @EventHandler
    void on(MutationParked event, @Timestamp Instant at, EventMessage<?> message) {
        rows.park(event.item(), at);
        count(event.item().projectId(), at, QUEUED, message);
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
        count(rows.projectOf(event.parkingId()), at, FAILED, message);
        tellReaders(message);
    }

    @EventHandler
    void on(DeadLetterCleared event, EventMessage<?> message) {
        rows.done(event.parkingId());
        tellReaders(message);
    }

    /** What is replayed has been counted before. */
    private void count(@Nullable String projectId, Instant at, int column, EventMessage<?> message) {
        if (message instanceof TrackedEventMessage<?> tracked && ReplayToken.isReplay(tracked)) {
            return;
        }
        var more = new Counts(PARKING.size());
        if (projectId == null) {
            more.add(at, column);
        } else {
            more.add(at, projectId, column);
        }
        counts.add(more);
    }

    private void tellReaders(EventMessage<?> message) {
        CurrentUnitOfWork.get().afterCommit(done -> barrier.projected(List.of(message.getIdentifier())));
    }
}
