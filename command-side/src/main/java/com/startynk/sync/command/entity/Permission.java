package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.Action;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.catalog.OwnerKey;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How refusals for want of permission read. */
final class Permission {

    static final String ONLY_OWN = "only records of one's own may be written";

    private Permission() {}

    static Action actionOf(Operation operation) {
        return switch (operation) {
            case CREATE -> Action.CREATE;
            case UPDATE -> Action.UPDATE;
            case DELETE -> Action.DELETE;
        };
    }

    /** What the caller's roles forbid, whatever the entity. Nobody sets what he may not read. */
    static Optional<Outcome> refusalByRole(Mutation mutation, EntityType type) {
        var roles = mutation.caller().roles();
        if (!type.permits(actionOf(mutation.operation()), roles)) {
            return Optional.of(roleMayNot(mutation));
        }
        return hidden(mutation.fields().keySet(), type, roles)
                .map(Permission::mayNotSet)
                .or(() -> Optional.of(ONLY_OWN).filter(any -> isForAnother(mutation, type)))
                .map(message -> Outcome.refused(mutation.entityId(), ErrorCode.FORBIDDEN, message));
    }

    /** Who may write only his own records makes none for others, and gives none away. */
    private static boolean isForAnother(Mutation mutation, EntityType type) {
        var caller = mutation.caller();
        return type.permitsOnlyOwn(actionOf(mutation.operation()), caller.roles())
                && (mutation.operation() == Operation.CREATE
                        ? !OwnerKey.of(caller.userId()).equals(type.ownerOf(mutation.fields()))
                        : givesAway(mutation.fields(), type, caller));
    }

    /** Whether a record of the caller's own with these values in it would be his no more. */
    static boolean givesAway(Map<String, @Nullable Object> fields, EntityType type, Caller caller) {
        var field = type.ownerField();
        return field != null
                && fields.containsKey(field)
                && !OwnerKey.of(caller.userId()).equals(type.ownerOf(fields));
    }

    /** Whether the caller may do this with this entity, as far as that depends on whose it is. */
    static boolean reaches(Action action, EntityType type, Caller caller, SyncedEntity entity) {
        return !type.permitsOnlyOwn(action, caller.roles())
                || OwnerKey.of(caller.userId()).equals(entity.owner(type));
    }

    static boolean mayRead(EntityType type, Caller caller, SyncedEntity entity) {
        return type.permits(Action.READ, caller.roles()) && reaches(Action.READ, type, caller, entity);
    }

    /** A field among these that the roles may not read. */
    static Optional<String> hidden(Set<String> fields, EntityType type, Set<String> roles) {
        return type.hiddenFields(roles).stream()
                .filter(fields::contains)
                .sorted()
                .findFirst();
    }

    static String mayNotSet(String field) {
        return "data." + field + ": the caller's roles may not read this field, and so not set it";
    }

    static String aboutSomebodyElse(EntityType type) {
        var subject = Objects.requireNonNull(type.subject());
        return "data." + subject.field() + ": says whom the record is about, and cannot be changed";
    }

    static String wasErased(String field) {
        return "data." + field + ": cannot be set any more: the person whom the record is about was erased";
    }

    /** An answer as the caller may see it who may read the entity. */
    static Outcome shown(Outcome outcome, EntityType type, Set<String> roles) {
        var hidden = type.hiddenFields(roles);
        return hidden.isEmpty() ? outcome : outcome.without(hidden);
    }

    private static Outcome roleMayNot(Mutation mutation) {
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
