package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.catalog.Home;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.Projects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A mutation that meets no entity: a creation, or an edit of what is not there.
 *
 * @param inStore how it meets its entity after all, if the store has one
 */
record Absence(
        Mutation mutation, EntityType type, Entities entities, Access access, Supplier<Optional<Meeting>> inStore)
        implements Meeting {

    /** A creation that is sent again has its first outcome, whatever its author may do today; so the store is asked. */
    @Override
    public Optional<Outcome> beforeDeciding() {
        return refusal()
                .map(refusal -> inStore.get().flatMap(Meeting::beforeDeciding).orElse(refusal));
    }

    private Optional<Outcome> refusal() {
        return Permission.refusalByRole(mutation, type).or(this::refusalByProject);
    }

    private Optional<Outcome> refusalByProject() {
        var home = mutation.projectId();
        if (home == null || livesInItself() || isStillAwaited(home)) {
            return Optional.empty();
        }
        var standing = access.of(mutation.caller(), home);
        return standing == Access.Standing.MEMBER
                ? Optional.empty()
                : Optional.of(Permission.notIn(mutation, standing));
    }

    @Override
    public Outcome decide() {
        var home = mutation.projectId();
        if (mutation.hasLostValues()) {
            return inStore.get()
                    .map(meeting -> meeting.beforeDeciding().orElseGet(meeting::decide))
                    .orElseGet(this::withoutValues);
        }
        return mutation.operation() == Operation.CREATE && home != null
                ? Answers.first(mutation, type, entities.create(mutation, home))
                : Outcome.refused(mutation.entityId(), ErrorCode.NOT_FOUND, "no such " + mutation.entityType());
    }

    /** The key of a creation that was parked has ended: its person was erased meanwhile. */
    private Outcome withoutValues() {
        return mutation.operation() == Operation.CREATE
                ? Outcome.refused(
                        mutation.entityId(), ErrorCode.INVALID_INPUT, Permission.wasErased(mutation.lostField()))
                : Outcome.refused(mutation.entityId(), ErrorCode.NOT_FOUND, "no such " + mutation.entityType());
    }

    private boolean livesInItself() {
        return mutation.operation() == Operation.CREATE && type.home() == Home.SELF;
    }

    /** A project that was made offline and has not arrived has no members yet. */
    private boolean isStillAwaited(String projectId) {
        if (projectId.equals(Projects.ORG)) {
            return false;
        }
        var project = EntityId.of(projectId);
        return mutation.awaits().contains(project) && !entities.exists(project);
    }
}
