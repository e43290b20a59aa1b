package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.Action;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.protocol.ErrorCode;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.modelling.command.Aggregate;

/** A decision that meets the entity which the conflict is about: refused, or carried out. */
record Hearing(Decision decision, EntityType type, Aggregate<SyncedEntity> entity, Access access, EntityPasts pasts) {

    Outcome outcome() {
        return refusal().orElseGet(this::decided);
    }

    private Optional<Outcome> refusal() {
        var home = Objects.requireNonNull(entity.invoke(SyncedEntity::home));
        if (access.of(decision.caller(), home) != Access.Standing.MEMBER || !reaches(Action.READ)) {
            return Optional.of(notFound(decision));
        }
        if (!decision.caller().managesProjects()) {
            return Optional.of(
                    refused(decision, ErrorCode.FORBIDDEN, "conflicts are decided by the project's managers"));
        }
        if (!reaches(Action.UPDATE)) {
            return Optional.of(refused(decision, ErrorCode.FORBIDDEN, Permission.ONLY_OWN));
        }
        return Permission.hidden(
                        decision.fields().keySet(), type, decision.caller().roles())
                .map(field -> refused(decision, ErrorCode.FORBIDDEN, Permission.mayNotSet(field)))
                .or(this::refusalOfSubject);
    }

    private Optional<Outcome> refusalOfSubject() {
        if (entity.invoke(found -> found.wouldChangeSubject(decision.fields(), type))) {
            return Optional.of(refused(decision, ErrorCode.INVALID_INPUT, Permission.aboutSomebodyElse(type)));
        }
        return entity.invoke(found -> found.erasedFieldIn(decision.fields(), type))
                .map(field -> refused(decision, ErrorCode.INVALID_INPUT, Permission.wasErased(field)));
    }

    private Outcome decided() {
        var pending = memory().pending().of(decision.conflictId());
        if (pending.isEmpty()) {
            return refused(decision, ErrorCode.ALREADY_RESOLVED, "the conflict has been decided");
        }
        if (givesAway(pending.get())) {
            return refused(decision, ErrorCode.FORBIDDEN, Permission.ONLY_OWN);
        }
        entity.execute(found -> found.resolve(decision, pending.get(), type));
        return Outcome.decided(
                decision.entityId(),
                entity.invoke(found -> found.memory().history().version()));
    }

    private boolean reaches(Action action) {
        return entity.invoke(found -> Permission.reaches(action, type, decision.caller(), found));
    }

    /** Whoever sees or writes his own records only gives none away, whoever else may have wanted him to. */
    private boolean givesAway(PendingConflict pending) {
        var caller = decision.caller();
        var narrowed =
                type.permitsOnlyOwn(Action.READ, caller.roles()) || type.permitsOnlyOwn(Action.UPDATE, caller.roles());
        return narrowed && Permission.givesAway(ResolutionRule.wanted(decision, pending, type), type, caller);
    }

    private EntityMemory memory() {
        return entity.invoke(found -> found.needsPast(decision) ? pasts.of(decision.entityId()) : found.memory());
    }

    static Outcome notFound(Decision decision) {
        return refused(decision, ErrorCode.NOT_FOUND, "there is no conflict of this id that you may see");
    }

    private static Outcome refused(Decision decision, ErrorCode error, String message) {
        return Outcome.refused(decision.entityId(), error, message);
    }
}
