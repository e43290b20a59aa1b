package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.Action;
import com.startynk.sync.protocol.ErrorCode;

/** How refusals for want of permission read. */
final class Permission {

    private Permission() {}

    static Action actionOf(Operation operation) {
        return switch (operation) {
            case CREATE -> Action.CREATE;
            case UPDATE -> Action.UPDATE;
            case DELETE -> Action.DELETE;
        };
    }

    static Outcome roleMayNot(Mutation mutation) {
        return Outcome.refused(
                mutation.entityId(),
                ErrorCode.FORBIDDEN,
                "the caller's roles do not allow " + mutation.operation() + " of " + mutation.entityType());
    }

    /** A project that one is not in is forbidden, whether it exists or not; only an admin learns that it does not. */
    static Outcome notIn(Mutation mutation, Access.Standing standing) {
        return standing == Access.Standing.NO_SUCH_PROJECT
                ? Outcome.refused(mutation.entityId(), ErrorCode.NOT_FOUND, "no such project")
                : Outcome.refused(mutation.entityId(), ErrorCode.FORBIDDEN, "not a member of the project");
    }
}
