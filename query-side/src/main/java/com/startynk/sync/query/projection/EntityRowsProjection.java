package com.startynk.sync.query.projection;

import com.startynk.sync.events.entity.ConflictDetected;
import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityDeleted;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.events.entity.EntityRevived;
import com.startynk.sync.events.entity.MutationAcknowledged;
import com.startynk.sync.events.entity.SensitiveValuesErased;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Collects the events of a batch; {@link BatchProjector} writes them together, before the commit that moves the token.
 *
 * <p>There is no reset handler that empties the table: positions are promises to devices.
 */
@ProcessingGroup(EntityRowsProjection.GROUP)
public final class EntityRowsProjection {

    /** Names the token too; to be kept for ever. */
    public static final String GROUP = "entity-rows";

    private static final String BATCH = EntityRowsProjection.class.getName();

    private final BatchProjector projector;

    public EntityRowsProjection(BatchProjector projector) {
        this.projector = projector;
    }

    @EventHandler
    void on(EntityCreated event, DomainEventMessage<?> message) {
        collect(event, message);
    }

    @EventHandler
    void on(EntityChanged event, DomainEventMessage<?> message) {
        collect(event, message);
    }

    @EventHandler
    void on(EntityDeleted event, DomainEventMessage<?> message) {
        collect(event, message);
    }

    @EventHandler
    void on(EntityRevived event, DomainEventMessage<?> message) {
        collect(event, message);
    }

    @EventHandler
    void on(ConflictDetected event, DomainEventMessage<?> message) {
        collect(event, message);
    }

    @EventHandler
    void on(ConflictResolved event, DomainEventMessage<?> message) {
        collect(event, message);
    }

    @EventHandler
    void on(SensitiveValuesErased event, DomainEventMessage<?> message) {
        collect(event, message);
    }

    @EventHandler
    void on(MutationAcknowledged event, DomainEventMessage<?> message) {
        collect(event, message);
    }

    private void collect(EntityEvent event, DomainEventMessage<?> message) {
        batch().add(Fact.of(event, message));
    }

    /** Takes the place of the handler that failed. */
    void collectUnreadable(DomainEventMessage<?> message, Exception failure) {
        batch().add(new EventBatch.Unreadable(message, failure));
    }

    private EventBatch batch() {
        var unitOfWork = CurrentUnitOfWork.get().root();
        return unitOfWork.getOrComputeResource(BATCH, key -> {
            var fresh = new EventBatch();
            unitOfWork.onPrepareCommit(work -> projector.write(fresh));
            unitOfWork.onRollback(work -> projector.drop(fresh));
            unitOfWork.afterCommit(work -> projector.tell(fresh));
            return fresh;
        });
    }
}
