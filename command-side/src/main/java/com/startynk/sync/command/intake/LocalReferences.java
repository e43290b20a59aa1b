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
    private final EntityId self;
    private final Set<EntityId> referred = new LinkedHashSet<>();
    private final Set<EntityId> awaited = new LinkedHashSet<>();

    /** @param self the entity that refers: to refer to itself it need not have arrived */
    LocalReferences(String deviceId, EntityId self) {
        this.deviceId = deviceId;
        this.self = self;
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

    String project(String projectId) {
        if (projectId.equals(Projects.ORG)) {
            return projectId;
        }
        return (ItemEnvelope.isLocal(projectId) ? referToLocal(projectId) : refer(EntityId.of(projectId))).toString();
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
            refer(EntityId.of(text));
            return text;
        }
        return referToLocal(text).toString();
    }

    private EntityId referToLocal(String localId) {
        var entity = refer(DerivedIds.entity(deviceId, localId));
        if (!entity.equals(self)) {
            awaited.add(entity);
        }
        return entity;
    }

    private EntityId refer(EntityId entity) {
        referred.add(entity);
        return entity;
    }
}
