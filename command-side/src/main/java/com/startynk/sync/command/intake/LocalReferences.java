package com.startynk.sync.command.intake;

import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.protocol.Projects;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts real ids in the place of a device's local ones, and notes which entities must have arrived for that. */
final class LocalReferences {

    private final String deviceId;
    private final Set<EntityId> referred = new LinkedHashSet<>();
    private final Set<EntityId> awaited = new LinkedHashSet<>();

    LocalReferences(String deviceId) {
        this.deviceId = deviceId;
    }

    /** Every entity that is referred to, by whatever kind of id. */
    Set<EntityId> referred() {
        return referred;
    }

    /** Those that are referred to by a local id. */
    Set<EntityId> awaited() {
        return awaited;
    }

    void await(EntityId entityId) {
        awaited.add(entityId);
    }

    /** @param self the entity itself, which need not be there to live in itself */
    String project(String projectId, EntityId self) {
        if (projectId.equals(Projects.ORG)) {
            return projectId;
        }
        var project = ItemEnvelope.isLocal(projectId) ? DerivedIds.entity(deviceId, projectId) : EntityId.of(projectId);
        referred.add(project);
        if (ItemEnvelope.isLocal(projectId) && !project.equals(self)) {
            awaited.add(project);
        }
        return project.toString();
    }

    Map<String, @Nullable Object> resolve(EntityType type, Map<String, @Nullable Object> fields) {
        var resolved = new LinkedHashMap<>(fields);
        for (var reference : type.references()) {
            resolved.computeIfPresent(reference.name(), (name, value) -> resolve(value));
        }
        return resolved;
    }

    private Object resolve(Object value) {
        if (value instanceof List<?> elements) {
            return elements.stream().map(this::resolve).toList();
        }
        if (!(value instanceof String text)) {
            return value;
        }
        if (!ItemEnvelope.isLocal(text)) {
            referred.add(EntityId.of(text));
            return text;
        }
        var entity = DerivedIds.entity(deviceId, text);
        referred.add(entity);
        awaited.add(entity);
        return entity.toString();
    }
}
