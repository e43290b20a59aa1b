package com.startynk.sync.push.rule;

import com.startynk.sync.events.entity.ConflictDetected;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityDeleted;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.events.entity.EntityRevived;
import com.startynk.sync.events.parking.DeadLetterCleared;
import com.startynk.sync.events.parking.MutationParked;
import com.startynk.sync.events.parking.ParkedMutationApplied;
import com.startynk.sync.events.parking.ParkedMutationRefused;
import com.startynk.sync.events.session.PersonErased;
import com.startynk.sync.events.session.SessionsEnded;
import com.startynk.sync.push.delivery.Outbox;
import java.time.Instant;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ReplayStatus;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;

/**
 * Follows the events. What rules remember and what they lead to are written in one transaction with the token's move; a replay
 * builds up what they remember, and tells nobody.
 */
@ProcessingGroup(PushRules.GROUP)
final class PushRules {

    /** Names the token too; to be kept for ever. */
    static final String GROUP = "push-rules";

    /** The session goes on under new access tokens. */
    private static final String ROLES_CHANGED = "ROLES_CHANGED";

    private final Subjects subjects;
    private final Incidents incidents;
    private final Outbox outbox;
    private final RuleRows rows;

    PushRules(Subjects subjects, Incidents incidents, Outbox outbox, RuleRows rows) {
        this.rows = rows;
        this.subjects = subjects;
        this.incidents = incidents;
        this.outbox = outbox;
    }

    /** A replay builds it up anew, with what new rules look at. */
    @ResetHandler
    void forgetWhatIsRemembered() {
        rows.clear();
    }

    @EventHandler
    void on(EntityCreated event, DomainEventMessage<?> message, ReplayStatus replay) {
        subjects.changed(message, event.fields(), false, replay.isReplay());
        conflict(event, message, replay);
    }

    @EventHandler
    void on(EntityChanged event, DomainEventMessage<?> message, ReplayStatus replay) {
        subjects.changed(message, event.fields(), false, replay.isReplay());
        conflict(event, message, replay);
    }

    @EventHandler
    void on(EntityRevived event, DomainEventMessage<?> message, ReplayStatus replay) {
        subjects.changed(message, event.fields(), false, replay.isReplay());
        conflict(event, message, replay);
    }

    @EventHandler
    void on(EntityDeleted event, DomainEventMessage<?> message, ReplayStatus replay) {
        subjects.changed(message, Map.of(), true, replay.isReplay());
        conflict(event, message, replay);
    }

    @EventHandler
    void on(ConflictResolved event, DomainEventMessage<?> message, ReplayStatus replay) {
        subjects.changed(message, event.fields(), event.deleted(), replay.isReplay());
    }

    @EventHandler
    void on(ConflictDetected event, DomainEventMessage<?> message, ReplayStatus replay) {
        conflict(event, message, replay);
    }

    private void conflict(EntityEvent event, DomainEventMessage<?> message, ReplayStatus replay) {
        var conflict = event.conflict();
        if (conflict != null && conflict.resolution() == ConflictResolution.PENDING && !replay.isReplay()) {
            incidents.conflictWaits(conflict, message);
        }
    }

    @EventHandler
    void on(MutationParked event) {
        incidents.parked(event);
    }

    @EventHandler
    void on(ParkedMutationApplied event) {
        incidents.over(event.parkingId());
    }

    @EventHandler
    void on(DeadLetterCleared event) {
        incidents.over(event.parkingId());
    }

    @EventHandler
    void on(ParkedMutationRefused event, EventMessage<?> message, ReplayStatus replay) {
        if (!replay.isReplay()) {
            incidents.refused(event, message);
        }
    }

    /** The phone of a session that has ended is woken no more, until somebody registers it again. */
    @EventHandler
    void on(SessionsEnded event, @Timestamp Instant at) {
        if (!event.reason().equals(ROLES_CHANGED)) {
            outbox.giveUp(event.userId(), event.deviceId(), at);
        }
    }

    @EventHandler
    void on(PersonErased event, @Timestamp Instant at) {
        outbox.forget(event.userId(), at);
        rows.forget(event.userId());
    }
}
