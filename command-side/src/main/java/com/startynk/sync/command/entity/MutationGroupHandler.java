package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.catalog.Home;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.Projects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;

/**
 * Lets each entity of a group decide; the unit of work around it makes one append of all their events.
 *
 * <p>A group may be answered in part, from its beginning: an edit that needs the entity's past from the event store cannot
 * be decided while that past is still in the making. At least one mutation is answered each time.
 */
final class MutationGroupHandler {

    private final EntityCatalog catalog;
    private final Entities entities;
    private final EntityPasts pasts;
    private final Access access;

    MutationGroupHandler(EntityCatalog catalog, Entities entities, EntityPasts pasts) {
        this.catalog = catalog;
        this.entities = entities;
        this.pasts = pasts;
        this.access = new Access(entities, catalog);
    }

    @CommandHandler
    List<Outcome> handle(ApplyMutations group) {
        var outcomes = new ArrayList<Outcome>(group.mutations().size());
        var touched = new HashSet<EntityId>();
        for (var mutation : group.mutations()) {
            var type = catalog.find(mutation.entityType()).orElseThrow();
            var entity = entities.find(mutation.entityId());
            if (entity.isEmpty()) {
                outcomes.add(onMissing(mutation, type));
            } else if (mustWait(mutation, entity.get(), touched)) {
                return outcomes;
            } else {
                outcomes.add(new Encounter(mutation, type, entity.get(), access, pasts).outcome());
            }
            touched.add(mutation.entityId());
        }
        return outcomes;
    }

    private static boolean mustWait(Mutation mutation, Aggregate<SyncedEntity> entity, Set<EntityId> touched) {
        return touched.contains(mutation.entityId()) && entity.invoke(found -> found.needsPast(mutation));
    }

    private Outcome onMissing(Mutation mutation, EntityType type) {
        if (!type.permits(
                Permission.actionOf(mutation.operation()), mutation.caller().roles())) {
            return Permission.roleMayNot(mutation);
        }
        var home = mutation.projectId();
        var creates = mutation.operation() == Operation.CREATE;
        var ownHome = creates && type.home() == Home.SELF;
        var arrived = mutation.awaits().stream().allMatch(entities::exists);
        if (home != null && !ownHome && (arrived || !isAwaited(home, mutation))) {
            var standing = access.of(mutation.caller(), home);
            if (standing != Access.Standing.MEMBER) {
                return Permission.notIn(mutation, standing);
            }
        }
        if (!arrived) {
            return Outcome.refused(
                    mutation.entityId(), ErrorCode.TEMPORARILY_UNAVAILABLE, "refers to an entity that has not arrived");
        }
        return creates && home != null
                ? Answers.first(mutation, type, entities.create(mutation, home))
                : Outcome.refused(mutation.entityId(), ErrorCode.NOT_FOUND, "no such " + mutation.entityType());
    }

    /** A project that was made offline and has not arrived has no members yet. */
    private static boolean isAwaited(String projectId, Mutation mutation) {
        return !projectId.equals(Projects.ORG) && mutation.awaits().contains(EntityId.of(projectId));
    }
}
