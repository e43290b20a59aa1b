package com.startynk.sync.standalone.convergence.model;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What becomes of an edit or a deletion of an entity that exists: the contract's table of conflicts. */
final class ConflictTable {

    private final ModelEntity entity;
    private final Mutation edit;
    private final Map<String, Object> fields;
    private final TypeRules type;

    private ConflictTable(ModelEntity entity, Mutation edit, Names names) {
        this.entity = entity;
        this.edit = edit;
        this.fields = edit.fields(names);
        this.type = edit.type();
    }

    static Answer decide(ModelEntity entity, Mutation edit, Names names) {
        var table = new ConflictTable(entity, edit, names);
        if (edit.base() > entity.version()) {
            return Answer.rejected(edit.entityId(), "INVALID_BASE_VERSION");
        }
        if (edit.operation() == Operation.DELETE) {
            return table.delete();
        }
        return entity.isDeleted() ? table.updateOfDeleted() : table.update();
    }

    private Answer delete() {
        if (entity.isDeleted()) {
            return answer("APPLIED", null);
        }
        if (entity.isStale(edit.base(), edit.device())) {
            var waits = type.strategy() == Strategy.MANUAL_RESOLVE;
            return answer("CONFLICT", conflict(waits ? "PENDING" : "SERVER", null));
        }
        entity.write(edit, Map.of(), true);
        return answer("APPLIED", null);
    }

    private Answer update() {
        var stale = entity.isStale(edit.base(), edit.device());
        var contested = stale ? contested() : Set.<String>of();
        if (contested.isEmpty()) {
            storeAsSent();
            return answer(stale && type.byField() ? "MERGED" : "APPLIED", null);
        }
        return switch (type.strategy()) {
            case SERVER_WINS -> answer("CONFLICT", conflict("SERVER", contested));
            case MANUAL_RESOLVE -> answer("CONFLICT", conflict("PENDING", contested));
            case CLIENT_WINS -> {
                storeAsSent();
                yield answer("APPLIED", conflict("CLIENT", contested));
            }
            case MERGE -> merge(contested, contested, false);
        };
    }

    private Answer updateOfDeleted() {
        return switch (type.strategy()) {
            case SERVER_WINS -> answer("CONFLICT", conflict("SERVER", null));
            case MANUAL_RESOLVE -> answer("CONFLICT", conflict("PENDING", null));
            case CLIENT_WINS -> {
                writeAsSent();
                yield answer("APPLIED", conflict("CLIENT", null));
            }
            case MERGE -> merge(contested(), null, true);
        };
    }

    private Answer merge(Set<String> contested, Set<String> told, boolean revives) {
        var merged = new HashMap<>(fields);
        var waits = false;
        for (var name : contested) {
            var rule = type.fields().get(name);
            if (rule == Rule.MANUAL) {
                waits = true;
                merged.remove(name);
            } else {
                merged.put(name, meeting(name).by(rule));
            }
        }
        var asked = effective();
        asked.keySet().retainAll(merged.keySet());
        merged.entrySet().removeIf(set -> Objects.equals(set.getValue(), entity.current(set.getKey())));
        if (revives || !merged.isEmpty()) {
            entity.write(edit, merged, false);
        }
        entity.accepted(edit.device(), asked);
        return answer(waits ? "CONFLICT" : "MERGED", conflict(waits ? "PENDING" : "MERGED", told));
    }

    private Merge meeting(String name) {
        return new Merge(
                entity.baseOf(name, edit.base(), edit.device()),
                fields.get(name),
                entity.current(name),
                edit.at(),
                entity.writtenAt(name),
                key -> entity.writtenAt(name, key));
    }

    private Set<String> contested() {
        var contested = new LinkedHashSet<>(effective().keySet());
        if (type.byField()) {
            contested.removeIf(name -> !entity.isContested(name, edit.base(), edit.device()));
        }
        return contested;
    }

    /** An edit asks for what it would change: setting a field to what it is already asks for nothing. */
    private Map<String, Object> effective() {
        var effective = new HashMap<>(fields);
        effective.entrySet().removeIf(set -> Objects.equals(set.getValue(), entity.current(set.getKey())));
        return effective;
    }

    private void storeAsSent() {
        if (!effective().isEmpty()) {
            writeAsSent();
        }
    }

    private void writeAsSent() {
        var changed = effective();
        entity.write(edit, changed, false);
        entity.accepted(edit.device(), changed);
    }

    private Answer.Conflict conflict(String resolution, Set<String> contested) {
        return new Answer.Conflict(type.strategy().name(), resolution, contested);
    }

    private Answer answer(String status, Answer.Conflict conflict) {
        return new Answer(status, false, edit.entityId(), entity.version(), entity.data(), conflict, null);
    }
}
