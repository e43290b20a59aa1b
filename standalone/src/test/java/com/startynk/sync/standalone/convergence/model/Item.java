package com.startynk.sync.standalone.convergence.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A mutation as it stands on the wire; what is null is left out.
 *
 * @param timestamp the device's clock
 */
public record Item(
        String mutationId,
        String type,
        Operation operation,
        String entityId,
        String localId,
        String projectId,
        Long base,
        Map<String, Object> data,
        String timestamp,
        String priority) {

    public Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("mutationId", mutationId);
        json.put("entityType", type);
        json.put("operation", operation.name());
        json.put("entityId", entityId);
        json.put("localId", localId);
        json.put("projectId", projectId);
        json.put("baseVersion", base);
        json.put("data", operation == Operation.DELETE ? null : data);
        json.put("clientTimestamp", timestamp);
        json.put("priority", priority);
        json.values().removeIf(java.util.Objects::isNull);
        return json;
    }

    /** The same mutation id with other data. */
    public Item withData(Map<String, Object> other) {
        return new Item(mutationId, type, operation, entityId, localId, projectId, base, other, timestamp, priority);
    }

    /** How the device calls the entity. */
    public String target() {
        return entityId != null ? entityId : localId;
    }

    /** Local ids that the data refers to. */
    Stream<String> localReferences() {
        return data.values().stream()
                .filter(value -> value instanceof String text && text.startsWith(Names.LOCAL))
                .map(String.class::cast);
    }

    @Override
    public String toString() {
        return operation + " " + type + " " + target() + (base == null ? "" : " on " + base) + " " + data + " ("
                + mutationId + (timestamp == null ? "" : ", " + timestamp) + ")";
    }
}
