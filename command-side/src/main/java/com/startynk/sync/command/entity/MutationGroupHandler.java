package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.command.parking.Parkings;
import com.startynk.sync.events.entity.EntityId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;

/**
 * Lets each entity of a group decide; the unit of work around it makes one append of all their events.
 *
 * <p>A group may be answered in part, from its beginning: what needs the entity's past from the event store cannot
 * be decided while that past is still in the making. At least one is answered each time.
 */
final class MutationGroupHandler {

    private final EntityCatalog catalog;
    private final Entities entities;
    private final EntityPasts pasts;
    private final Access access;
    private final LateParents lateParents;

    MutationGroupHandler(EntityCatalog catalog, Entities entities, EntityPasts pasts, Parkings parkings) {
        this.catalog = catalog;
        this.entities = entities;
        this.pasts = pasts;
        this.access = new Access(entities, catalog);
        this.lateParents = new LateParents(parkings, entities);
    }

    @CommandHandler
    List<Outcome> handle(ApplyMutations group) {
        var outcomes = new ArrayList<Outcome>(group.intents().size());
        var touched = new HashSet<EntityId>();
        for (var intent : group.intents()) {
            var type = catalog.find(intent.entityType()).orElseThrow();
            var entity = entities.find(intent.entityId());
            if (touched.contains(intent.entityId())
                    && entity.filter(needsPast(intent)).isPresent()) {
                return outcomes;
            }
            outcomes.add(outcome(intent, type, entity));
            touched.add(intent.entityId());
        }
        return outcomes;
    }

    private Outcome outcome(Intent intent, EntityType type, Optional<Aggregate<SyncedEntity>> entity) {
        if (intent instanceof Decision decision) {
            return entity.map(found -> new Hearing(decision, type, found, access, pasts).outcome())
                    .orElseGet(() -> Hearing.notFound(decision));
        }
        var mutation = (Mutation) intent;
        return lateParents.outcome(mutation, meeting(mutation, type, entity));
    }

    private Meeting meeting(Mutation mutation, EntityType type, Optional<Aggregate<SyncedEntity>> entity) {
        return entity.<Meeting>map(found -> new Encounter(mutation, type, found, access, pasts))
                .orElseGet(() -> new Absence(mutation, type, entities, access));
    }

    private static Predicate<Aggregate<SyncedEntity>> needsPast(Intent intent) {
        return entity -> entity.invoke(found -> found.needsPast(intent));
    }
}
