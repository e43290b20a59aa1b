package com.startynk.sync.standalone.convergence.model;

import java.util.List;
import java.util.Map;

/** Who may do what, and what is never valid. */
final class Permission {

    private final Map<String, ModelEntity> entities;
    private final Names names;

    Permission(Map<String, ModelEntity> entities, Names names) {
        this.entities = entities;
        this.names = names;
    }

    /** Why it cannot be valid, whatever it refers to. */
    String refusal(Mutation mutation) {
        if (!mutation.type().permits(mutation.operation(), mutation.author().role())) {
            return "FORBIDDEN";
        }
        var entity = entities.get(mutation.entityId());
        var named = named(mutation);
        if (named != null && !mayBeNamed(mutation, named, entity)) {
            return "FORBIDDEN";
        }
        if (entity == null) {
            return null;
        }
        if (mutation.operation() == Operation.CREATE) {
            return "ALREADY_EXISTS";
        }
        if (!isMember(mutation.author(), entity.home())) {
            return "NOT_FOUND";
        }
        return named == null || named.equals(entity.home()) ? null : "INVALID_INPUT";
    }

    String named(Mutation mutation) {
        var project = mutation.item().projectId();
        return project == null ? null : names.of(mutation.device(), project);
    }

    private boolean mayBeNamed(Mutation mutation, String project, ModelEntity entity) {
        var isMadeNow = mutation.operation() == Operation.CREATE && project.equals(mutation.entityId());
        var isAwaited = entity == null
                && mutation.awaits().contains(mutation.item().projectId())
                && !entities.containsKey(project);
        return isMadeNow || isAwaited || isMember(mutation.author(), project);
    }

    boolean isMember(Author author, String project) {
        var entity = entities.get(project);
        return entity != null
                && (author.isAdmin()
                        || (entity.current("memberIds") instanceof List<?> members
                                && members.contains(author.userId())));
    }
}
