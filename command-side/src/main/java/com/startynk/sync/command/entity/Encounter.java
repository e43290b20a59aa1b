package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.Action;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.protocol.ErrorCode;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.modelling.command.Aggregate;

/** A mutation that meets an entity which exists: answered again, refused, or decided. */
record Encounter(Mutation mutation, EntityType type, Aggregate<SyncedEntity> entity, Access access, EntityPasts pasts)
        implements Meeting {

    @Override
    public Optional<Outcome> beforeDeciding() {
        return memory().outcomes().of(mutation.id()).map(this::again).or(this::refusal);
    }

    @Override
    public Outcome decide() {
        return decided(memory());
    }

    private EntityMemory memory() {
        return entity.invoke(found -> found.needsPast(mutation) ? pasts.of(mutation.entityId()) : found.memory());
    }

    /** Asked before anything else: that a mutation was stored stays true whatever its author may do today. */
    private Outcome again(Answered earlier) {
        var own = earlier.userId().equals(mutation.caller().userId());
        var reads = mayRead();
        if (!own && !reads) {
            return Permission.notIn(mutation, Access.Standing.STRANGER);
        }
        if (!mutation.mayBe(earlier.contentDigest())) {
            return refused(
                    ErrorCode.MUTATION_ID_REUSED, "mutationId " + mutation.id() + " was used with other content");
        }
        var data = entity.invoke(found -> found.memory().history().oldest() <= earlier.version()
                        ? found.memory()
                        : pasts.of(mutation.entityId()))
                .history()
                .stateAt(earlier.version());
        var answer = Answers.of(mutation, earlier, true, data);
        var shown = Permission.shown(answer, type, mutation.caller().roles());
        return reads ? shown : shown.withoutData();
    }

    private boolean mayRead() {
        return entity.invoke(found -> Permission.mayRead(type, mutation.caller(), found))
                && standing(home()) == Access.Standing.MEMBER;
    }

    private boolean reaches(Action action) {
        return entity.invoke(found -> Permission.reaches(action, type, mutation.caller(), found));
    }

    private Optional<Outcome> refusal() {
        return Permission.refusalByRole(mutation, type).or(this::refusalByPlace);
    }

    private Optional<Outcome> refusalByPlace() {
        var named = mutation.projectId();
        var ownHome = mutation.operation() == Operation.CREATE
                && mutation.entityId().toString().equals(named);
        if (named != null && !ownHome && standing(named) != Access.Standing.MEMBER) {
            return Optional.of(Permission.notIn(mutation, standing(named)));
        }
        if (mutation.operation() == Operation.CREATE) {
            return Optional.of(
                    refused(ErrorCode.ALREADY_EXISTS, "the id is taken by an entity that exists or existed"));
        }
        var sameType = entity.invoke(found -> found.isOf(mutation.entityType()));
        if (!sameType || standing(home()) != Access.Standing.MEMBER || !reaches(Action.READ)) {
            return Optional.of(refused(ErrorCode.NOT_FOUND, "no such " + mutation.entityType()));
        }
        if (named != null && !named.equals(home())) {
            return Optional.of(refused(ErrorCode.INVALID_INPUT, "projectId: the entity lives in another project"));
        }
        if (!reaches(Permission.actionOf(mutation.operation()))) {
            return Optional.of(refused(ErrorCode.FORBIDDEN, Permission.ONLY_OWN));
        }
        if (entity.invoke(found -> found.wouldChangeSubject(mutation.fields(), type))) {
            return Optional.of(refused(ErrorCode.INVALID_INPUT, Permission.aboutSomebodyElse(type)));
        }
        return entity.invoke(found -> found.erasedFieldIn(mutation.fields(), type))
                .map(field -> refused(ErrorCode.INVALID_INPUT, Permission.wasErased(field)));
    }

    private Outcome decided(EntityMemory memory) {
        return entity.invoke(found -> found.decide(mutation, type, memory.history()))
                .map(refusal -> refused(refusal.error(), refusal.message()))
                .orElseGet(() -> Answers.first(mutation, type, entity));
    }

    private Outcome refused(ErrorCode error, String message) {
        return Outcome.refused(mutation.entityId(), error, message);
    }

    private Access.Standing standing(String projectId) {
        return access.of(mutation.caller(), projectId);
    }

    private String home() {
        return Objects.requireNonNull(entity.invoke(SyncedEntity::home));
    }
}
