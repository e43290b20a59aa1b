package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.command.parking.Parkings;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;

/**
 * Lets each entity of a group decide; the unit of work around it makes one append of all their events.
 *
 * <p>A group may be answered in part, from its beginning: what needs the entity's past from the event store cannot be decided
 * while that past is still in the making, nor can a mutation whose id another one of the group has just used. At least one
 * is answered each time.
 */
final class MutationGroupHandler {

    private final EntityCatalog catalog;
    private final Entities entities;
    private final ColdEntities cold;
    private final EntityPasts pasts;
    private final Access access;
    private final LateParents lateParents;
    private final MutationUses uses;

    MutationGroupHandler(
            EntityCatalog catalog,
            Entities entities,
            ColdEntities cold,
            EntityPasts pasts,
            Parkings parkings,
            MutationUses uses) {
        this.catalog = catalog;
        this.entities = entities;
        this.cold = cold;
        this.pasts = pasts;
        this.access = new Access(entities, catalog);
        this.lateParents = new LateParents(parkings, entities);
        this.uses = uses;
    }

    @CommandHandler
    List<Outcome> handle(ApplyMutations group) {
        var outcomes = new ArrayList<Outcome>(group.intents().size());
        var ids = new MutationIds(group, uses, entities, access, catalog);
        var touched = new HashSet<EntityId>();
        var reading = cold.of(group);
        for (var intent : group.intents()) {
            reading.reach(outcomes.size());
            var pastInTheMaking = touched.contains(intent.entityId())
                    && find(intent, group.afterClash())
                            .filter(needsPast(intent))
                            .isPresent();
            if (pastInTheMaking || ids.isInTheMaking(intent)) {
                return outcomes;
            }
            outcomes.add(outcome(intent, ids, group.afterClash()));
            touched.add(intent.entityId());
        }
        return outcomes;
    }

    /** What is created is nearly always new: the store is asked only once it has said otherwise, or before a refusal. */
    private Optional<Aggregate<SyncedEntity>> find(Intent intent, boolean afterClash) {
        return intent.creates() && !afterClash
                ? entities.findKnown(intent.entityId())
                : entities.find(intent.entityId());
    }

    private Outcome outcome(Intent intent, MutationIds ids, boolean afterClash) {
        var type = catalog.find(intent.entityType()).orElseThrow();
        if (intent instanceof Decision decision) {
            return find(decision, afterClash)
                    .map(found -> new Hearing(decision, type, found, access, pasts).outcome())
                    .orElseGet(() -> Hearing.notFound(decision));
        }
        if (intent instanceof Erasure erasure) {
            return find(erasure, afterClash)
                    .map(found -> erased(found, erasure, type))
                    .orElseGet(() -> Outcome.refused(erasure.entityId(), ErrorCode.NOT_FOUND, "no such entity"));
        }
        return outcome((Mutation) intent, ids, mutation -> meeting(mutation, type, afterClash));
    }

    private static Outcome erased(Aggregate<SyncedEntity> entity, Erasure erasure, EntityType type) {
        entity.execute(found -> found.erase(erasure, type));
        return Outcome.decided(
                erasure.entityId(),
                entity.invoke(found -> found.memory().history().version()));
    }

    private Outcome outcome(Mutation mutation, MutationIds ids, Function<Mutation, Meeting> meetings) {
        if (ids.isParked(mutation)) {
            return lateParents.ifParked(mutation, meetings).orElseThrow();
        }
        return ids.usedElsewhere(mutation).orElseGet(() -> lateParents.outcome(mutation, meetings));
    }

    private Meeting meeting(Mutation mutation, EntityType type, boolean afterClash) {
        Function<Aggregate<SyncedEntity>, Meeting> encounter =
                found -> new Encounter(mutation, type, found, access, pasts);
        return find(mutation, afterClash)
                .map(encounter)
                .orElseGet(() -> new Absence(
                        mutation,
                        type,
                        entities,
                        access,
                        () -> entities.find(mutation.entityId()).map(encounter)));
    }

    private static Predicate<Aggregate<SyncedEntity>> needsPast(Intent intent) {
        return entity -> entity.invoke(found -> found.needsPast(intent));
    }
}
