package com.startynk.sync.command.entity;

import com.startynk.sync.command.parking.ParkedMutation;
import com.startynk.sync.command.parking.Parkings;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.push.SyncStatus;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.modelling.command.Aggregate;

/**
 * Mutations that refer to entities by local ids: parked while one of those has not arrived, decided as soon as all have.
 * Only what is valid in itself and allowed is parked.
 *
 * <p>Another lane may make what a mutation waits for at any moment. So arrival is looked up first and the entity after it:
 * looked up the other way round, an edit could find its entity absent and arrived.
 */
final class LateParents {

    private final Parkings parkings;
    private final Entities entities;

    LateParents(Parkings parkings, Entities entities) {
        this.parkings = parkings;
        this.entities = entities;
    }

    /** @param meetings how a mutation meets its entity, or the absence of one */
    Outcome outcome(Mutation mutation, Function<Mutation, Meeting> meetings) {
        if (isEditOfParkedCreation(mutation)) {
            return ofWaiting(mutation.awaitingAlso(Set.of(mutation.entityId())), meetings, false);
        }
        return isBehindOthers(mutation)
                ? ofWaiting(mutation.awaitingAlso(Set.of(mutation.entityId())), meetings, true)
                : ofWaiting(mutation, meetings, false);
    }

    /** What its device did before to this entity is on its way, or to be tried again: that comes first. */
    private boolean isBehindOthers(Mutation mutation) {
        var caller = mutation.caller();
        return mutation.operation() != Operation.CREATE
                && !mutation.released()
                && parkings.isBehindOthers(
                        mutation.id(), mutation.entityId(), caller.userId(), caller.deviceId(), entities::hasArrived);
    }

    /**
     * Under an id that the device chose, an edit does not say that its entity may be late. Its author has been told that the
     * creation is kept, so the edit waits with it.
     */
    private boolean isEditOfParkedCreation(Mutation mutation) {
        return mutation.operation() != Operation.CREATE
                && !entities.exists(mutation.entityId())
                && parkings.isToBeMade(mutation.entityId(), mutation.caller().userId());
    }

    private Outcome ofWaiting(Mutation mutation, Function<Mutation, Meeting> meetings, boolean behindOthers) {
        if (mutation.awaits().isEmpty()) {
            return decided(meetings.apply(mutation));
        }
        return ifParked(mutation, meetings, behindOthers).orElseGet(() -> {
            var mayBeDecided = !behindOthers && haveArrived(mutation);
            var meeting = meetings.apply(mutation);
            return mayBeDecided ? decided(meeting) : meeting.beforeDeciding().orElseGet(() -> park(mutation));
        });
    }

    /** The outcome of a mutation that has been parked. */
    Optional<Outcome> ifParked(Mutation mutation, Function<Mutation, Meeting> meetings) {
        return ifParked(mutation, meetings, false);
    }

    private Optional<Outcome> ifParked(Mutation mutation, Function<Mutation, Meeting> meetings, boolean behindOthers) {
        return parkings.find(mutation.id()).map(parked -> ofParked(mutation, meetings, parked, behindOthers));
    }

    private Outcome park(Mutation mutation) {
        var caller = mutation.caller();
        if (!parkings.hasRoomFor(caller.userId(), caller.deviceId())) {
            return Outcome.refused(
                    mutation.entityId(),
                    ErrorCode.RATE_LIMITED,
                    "too many changes of this device wait for what they refer to");
        }
        parkings.park(mutation.parked());
        return Outcome.queued(mutation.entityId(), false);
    }

    private Outcome ofParked(
            Mutation mutation,
            Function<Mutation, Meeting> meetings,
            Aggregate<ParkedMutation> parked,
            boolean behindOthers) {
        var item = Objects.requireNonNull(parked.invoke(ParkedMutation::item));
        if (!item.userId().equals(mutation.caller().userId())) {
            return Permission.notIn(mutation, Access.Standing.STRANGER);
        }
        if (!mutation.mayBe(item.contentDigest())) {
            return Outcome.refused(
                    mutation.entityId(),
                    ErrorCode.MUTATION_ID_REUSED,
                    "mutationId " + mutation.id() + " was used with other content");
        }
        var code = parked.invoke(ParkedMutation::errorCode);
        var arrived = item.awaits().stream().allMatch(entities::hasArrived);
        if (code != null && !isToBeTriedAgain(code) && !(mutation.released() && arrived)) {
            var message = parked.invoke(ParkedMutation::message);
            return Outcome.refused(mutation.entityId(), ErrorCode.valueOf(code), message == null ? code : message)
                    .asDuplicate();
        }
        var waits = Objects.requireNonNull(parked.invoke(ParkedMutation::waits));
        if (!arrived || (waits && behindOthers)) {
            return Outcome.queued(mutation.entityId(), true);
        }
        return settled(mutation, decided(meetings.apply(mutation.asReleased())), parked);
    }

    /** Given up for a fault of ours: its device was told that it is kept, and sends it again because it is to be tried. */
    private static boolean isToBeTriedAgain(String code) {
        return ErrorCode.valueOf(code).itemStatus() == SyncStatus.RETRY;
    }

    /** The parked mutation's own stream learns what became of it, in the same append as the entity's. */
    private static Outcome settled(Mutation mutation, Outcome outcome, Aggregate<ParkedMutation> parked) {
        if (outcome.status() == SyncStatus.RETRY) {
            return outcome;
        }
        var error = outcome.error();
        parked.execute(found -> {
            if (error == null) {
                found.applied();
            } else {
                found.refused(error.name(), outcome.message() == null ? error.name() : outcome.message());
            }
        });
        return error == null && !mutation.released() ? outcome.asDuplicate() : outcome;
    }

    private static Outcome decided(Meeting meeting) {
        return meeting.beforeDeciding().orElseGet(meeting::decide);
    }

    private boolean haveArrived(Mutation mutation) {
        return mutation.awaits().stream().allMatch(entities::hasArrived);
    }
}
