package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.Projects;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.modelling.command.Aggregate;

/**
 * Who belongs to a project. Asked of the project's own aggregate, in the lane of its partition: the answer is never older
 * than the last change that was acknowledged.
 */
final class Access {

    private final Entities entities;
    private final EntityCatalog catalog;

    Access(Entities entities, EntityCatalog catalog) {
        this.entities = entities;
        this.catalog = catalog;
    }

    /** What a caller is to a project. */
    enum Standing {
        MEMBER,
        STRANGER,
        /** For an admin, who is a member of all: there is no such project. */
        NO_SUCH_PROJECT
    }

    Standing of(Caller caller, String projectId) {
        if (projectId.equals(Projects.ORG)) {
            return Standing.MEMBER;
        }
        var project = project(projectId);
        if (caller.isAdmin()) {
            return project.isPresent() ? Standing.MEMBER : Standing.NO_SUCH_PROJECT;
        }
        return project.filter(entity -> lists(entity, caller.userId())).isPresent()
                ? Standing.MEMBER
                : Standing.STRANGER;
    }

    private boolean lists(Aggregate<SyncedEntity> project, String userId) {
        return project.invoke(entity -> catalog.find(entity.type())
                .map(EntityType::membersField)
                .filter(field -> entity.lists(field, userId))
                .isPresent());
    }

    private Optional<Aggregate<SyncedEntity>> project(String projectId) {
        return entities.find(new EntityId(UUID.fromString(projectId)))
                .filter(entity -> entity.invoke(found -> found.home().equals(projectId)));
    }
}
