package com.startynk.sync.command.entity;

import com.startynk.sync.events.entity.EntityId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** The entities as one unit of work sees them: those in the store, and those that it has just made. */
final class Entities {

    private static final String MADE = "entities made in this unit of work";
    private static final String ARRIVALS = "entities looked up in this unit of work";

    private final Repository<SyncedEntity> repository;
    private final EntityDirectory directory;

    Entities(Repository<SyncedEntity> repository, EntityDirectory directory) {
        this.repository = repository;
        this.directory = directory;
    }

    boolean exists(EntityId entityId) {
        return made().contains(entityId) || directory.exists(entityId);
    }

    /**
     * The same, as first looked up: what another lane makes during the unit of work has not arrived for the rest of it, or the
     * later of two edits that waited for it would be decided before the earlier one.
     */
    boolean hasArrived(EntityId entityId) {
        if (made().contains(entityId)) {
            return true;
        }
        return CurrentUnitOfWork.get()
                .root()
                .getOrComputeResource(ARRIVALS, any -> new HashMap<EntityId, Boolean>())
                .computeIfAbsent(entityId, directory::exists);
    }

    /** Asked before loading: the repository logs a warning for each id that it does not find. */
    Optional<Aggregate<SyncedEntity>> find(EntityId entityId) {
        return exists(entityId) ? Optional.of(load(entityId)) : Optional.empty();
    }

    private Aggregate<SyncedEntity> load(EntityId entityId) {
        var entity = repository.load(entityId.toString());
        if (!made().contains(entityId) && !directory.isKnown(entityId)) {
            directory.add(entityId, entity.invoke(Entities::address));
        }
        return entity;
    }

    private static EntityDirectory.Address address(SyncedEntity entity) {
        return new EntityDirectory.Address(entity.type(), Objects.requireNonNull(entity.home()));
    }

    /**
     * The same among those that are known here, without asking the store: a creation of one that it turns out to hold
     * clashes there, and is then decided again.
     */
    Optional<Aggregate<SyncedEntity>> findKnown(EntityId entityId) {
        return made().contains(entityId) || directory.isKnown(entityId)
                ? Optional.of(load(entityId))
                : Optional.empty();
    }

    Aggregate<SyncedEntity> create(Mutation mutation, String home) {
        var unitOfWork = CurrentUnitOfWork.get();
        try {
            var created = repository.newInstance(() -> {
                var entity = new SyncedEntity();
                entity.create(mutation, home);
                return entity;
            });
            made().add(mutation.entityId());
            var address = new EntityDirectory.Address(mutation.entityType(), home);
            unitOfWork.afterCommit(done -> directory.add(mutation.entityId(), address));
            return created;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("an entity could not be made", e);
        }
    }

    private static Set<EntityId> made() {
        return CurrentUnitOfWork.get().root().getOrComputeResource(MADE, any -> new HashSet<EntityId>());
    }
}
