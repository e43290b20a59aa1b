package com.startynk.sync.standalone.convergence.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * An item in the model's hands.
 *
 * @param entityId the server's name of the entity
 * @param at when the edit was made, held to its arrival
 * @param awaits what must have arrived, by local ids of the author's device or by entity ids
 */
record Mutation(Item item, Author author, String entityId, Instant at, Set<String> awaits) {

    static Mutation of(Item item, Author author, Names names, Instant at) {
        var awaits = new LinkedHashSet<String>();
        item.localReferences().filter(local -> !local.equals(item.localId())).forEach(awaits::add);
        if (item.projectId() != null
                && item.projectId().startsWith(Names.LOCAL)
                && !item.projectId().equals(item.localId())) {
            awaits.add(item.projectId());
        }
        if (item.operation() != Operation.CREATE && item.entityId() == null) {
            awaits.add(item.localId());
        }
        return new Mutation(item, author, names.of(author.deviceId(), item.target()), at, awaits);
    }

    Mutation awaiting(Set<String> others) {
        return new Mutation(item, author, entityId, at, others);
    }

    Mutation awaitingItsEntity() {
        var all = new LinkedHashSet<>(awaits);
        all.add(entityId);
        return awaiting(all);
    }

    TypeRules type() {
        return TypeRules.of(item.type());
    }

    Operation operation() {
        return item.operation();
    }

    String device() {
        return author.deviceId();
    }

    long base() {
        return item.base();
    }

    boolean isValid() {
        return type().fields().keySet().containsAll(item.data().keySet());
    }

    /** The fields with real ids in the place of local ones. */
    Map<String, Object> fields(Names names) {
        var fields = new HashMap<>(item.data());
        fields.replaceAll((name, value) -> value instanceof String text ? names.of(device(), text) : value);
        return fields;
    }

    /** What makes it another mutation under the same id. */
    Object content() {
        return java.util.Arrays.asList(
                item.type(),
                item.operation(),
                entityId,
                item.base(),
                item.operation() == Operation.DELETE ? null : item.data());
    }
}
