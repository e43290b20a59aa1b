package com.startynk.sync.command.entity;

import com.startynk.sync.events.entity.EntityId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** The entities as one unit of work sees them: those in the store, and those that it has just made. */
final class Entities {

    private static final String MADE = "entities made in this unit of work";

    private final Repository<SyncedEntity> repository;
    private final EntityDirectory directory;

    Entities(Repository<SyncedEntity> repository, EntityDirectory directory) {
        this.repository = repository;
        this.directory = directory;
    }

    boolean exists(EntityId entityId) {
        return made().contains(entityId) || directory.exists(entityId);
    }

    /** Asked before loading: the repository logs a warning for each id that it does not find. */
    Optional<Aggregate<SyncedEntity>> find(EntityId entityId) {
        return exists(entityId) ? Optional.of(repository.load(entityId.toString())) : Optional.empty();
    }

    /**
     * The same among those that are known here, without asking the store: a creation of one that it turns out to hold
     * clashes there, and is then decided again.
     */
    Optional<Aggregate<SyncedEntity>> findKnown(EntityId entityId) {
        return made().contains(entityId) || directory.isKnown(entityId)
                ? Optional.of(repository.load(entityId.toString()))
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
