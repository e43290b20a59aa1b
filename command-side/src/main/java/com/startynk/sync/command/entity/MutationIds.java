package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.parking.ParkingId;
import com.startynk.sync.protocol.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.modelling.command.Aggregate;

/** Where the mutation ids of one group have been used; the store is asked only after a clash. */
final class MutationIds {

    private final Map<MutationId, EntityId> inThisGroup = new HashMap<>();
    private final Map<MutationId, String> streams;
    private final Entities entities;
    private final Access access;
    private final EntityCatalog catalog;

    MutationIds(ApplyMutations group, MutationUses uses, Entities entities, Access access, EntityCatalog catalog) {
        this.streams = group.afterClash()
                ? uses.streamsOf(group.intents().stream().map(Intent::id).toList())
                : Map.of();
        this.entities = entities;
        this.access = access;
        this.catalog = catalog;
    }

    /** Whether something earlier in the group has the same id and another entity. */
    boolean isInTheMaking(Intent intent) {
        var first = inThisGroup.putIfAbsent(intent.id(), intent.entityId());
        return first != null && !first.equals(intent.entityId());
    }

    /** Whether it is known to have been parked. */
    boolean isParked(Mutation mutation) {
        return new ParkingId(mutation.id()).toString().equals(streams.get(mutation.id()));
    }

    /** The refusal of a mutation whose id has been used for another entity. */
    Optional<Outcome> usedElsewhere(Mutation mutation) {
        return Optional.ofNullable(streams.get(mutation.id()))
                .filter(stream -> !stream.equals(mutation.entityId().toString()))
                .map(stream -> refusal(mutation, EntityId.of(stream)));
    }

    /** Who may not see that entity learns nothing of it. */
    private Outcome refusal(Mutation mutation, EntityId other) {
        return entities.find(other).filter(entity -> mayRead(mutation, entity)).isPresent()
                ? Outcome.refused(
                        mutation.entityId(),
                        ErrorCode.MUTATION_ID_REUSED,
                        "mutationId " + mutation.id() + " was used for another entity")
                : Permission.notIn(mutation, Access.Standing.STRANGER);
    }

    private boolean mayRead(Mutation mutation, Aggregate<SyncedEntity> entity) {
        var caller = mutation.caller();
        return catalog.find(entity.invoke(SyncedEntity::type))
                        .filter(type -> entity.invoke(found -> Permission.mayRead(type, caller, found)))
                        .isPresent()
                && access.of(caller, entity.invoke(SyncedEntity::home)) == Access.Standing.MEMBER;
    }
}
