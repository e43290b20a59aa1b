package com.startynk.sync.push.rule;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.push.rule.RuleRows.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Knows of entities what the rules of their types look at, and says what happens to them. */
final class Subjects {

    private static final String GATHERED = Subjects.class.getName();

    private final EntityCatalog catalog;
    private final Map<String, Set<String>> watched;
    private final RuleRows rows;
    private final Tellings tellings;
    private final JsonMapper json;

    Subjects(EntityCatalog catalog, RuleRows rows, Tellings tellings, JsonMapper json) {
        this.catalog = catalog;
        this.watched = catalog.types().stream().collect(Collectors.toMap(EntityType::name, RuleBook::watched));
        this.rows = rows;
        this.tellings = tellings;
        this.json = json;
    }

    /**
     * Fields got other values. What follows from it is found and written before the transaction ends, together with what
     * follows from its other events: one by one it would cost each event two statements.
     *
     * @param changes a null clears one
     * @param deleted whether the entity is deleted after it
     * @param silent whether nobody is told
     */
    void changed(
            DomainEventMessage<?> message, Map<String, @Nullable Object> changes, boolean deleted, boolean silent) {
        var fields = watched.getOrDefault(text(message, EventMetaData.ENTITY_TYPE), Set.of());
        if (fields.isEmpty()) {
            return;
        }
        var seen = new HashMap<>(changes);
        seen.keySet().retainAll(fields);
        var change = new Change(message, seen, deleted, silent);
        if (change.matters()) {
            gathered().add(change);
        }
    }

    /** One event, as far as rules look at it. */
    private record Change(
            DomainEventMessage<?> message, Map<String, @Nullable Object> fields, boolean deleted, boolean silent) {

        /** Most changes touch nothing that a rule looks at. A revival brings back what it does not name. */
        boolean matters() {
            return !fields.isEmpty() || deleted || !(message.getPayload() instanceof EntityChanged);
        }
    }

    private List<Change> gathered() {
        var unitOfWork = CurrentUnitOfWork.get().root();
        return unitOfWork.getOrComputeResource(GATHERED, key -> {
            unitOfWork.onPrepareCommit(work -> flush());
            return new ArrayList<Change>();
        });
    }

    /** Writes what was gathered until now. */
    private void flush() {
        var changes = gathered();
        if (changes.isEmpty()) {
            return;
        }
        var ids = changes.stream()
                .map(change -> change.message().getAggregateIdentifier())
                .collect(Collectors.toSet());
        var subjects = rows.find(ids);
        var happenings = new ArrayList<Happening>();
        for (var change : changes) {
            happening(change, subjects).ifPresent(happenings::add);
        }
        changes.clear();
        rows.save(subjects);
        tellings.of(happenings);
    }

    private Optional<Happening> happening(Change change, Map<String, Subject> subjects) {
        var message = change.message();
        var entityId = message.getAggregateIdentifier();
        var type = catalog.find(text(message, EventMetaData.ENTITY_TYPE));
        var before = subjects.getOrDefault(entityId, Subject.NONE);
        if (type.isEmpty() || before.sequence() >= message.getSequenceNumber()) {
            return Optional.empty();
        }
        var after = new HashMap<>(before.fields());
        change.fields().forEach((field, value) -> {
            if (value == null) {
                after.remove(field);
            } else {
                after.put(field, json.valueToTree(value));
            }
        });
        subjects.put(entityId, new Subject(type.get().name(), after, change.deleted(), message.getSequenceNumber()));
        if (change.silent()) {
            return Optional.empty();
        }
        Map<String, JsonNode> shown = change.deleted() ? Map.of() : after;
        return Optional.of(new Happening(
                message.getIdentifier(),
                type.get(),
                entityId,
                text(message, EventMetaData.PROJECT_ID),
                text(message, EventMetaData.USER_ID),
                message.getTimestamp(),
                message.getPayload() instanceof EntityEvent event ? event.version() : Happening.NO_VERSION,
                before.deleted() && !change.deleted(),
                before.fields(),
                shown));
    }

    /** Who is in a project, as far as rules have heard. */
    Set<String> membersOf(String projectId) {
        flush();
        var project = rows.find(Set.of(projectId)).getOrDefault(projectId, Subject.NONE);
        return catalog.types().stream()
                .map(EntityType::membersField)
                .filter(field -> field != null && project.fields().containsKey(field))
                .flatMap(field ->
                        project.fields().getOrDefault(field, json.nullNode()).valueStream())
                .map(member -> member.asString(""))
                .collect(Collectors.toSet());
    }

    /** What rules have heard of an entity, as it is now. */
    Map<String, JsonNode> fieldsOf(String entityId) {
        flush();
        return rows.find(Set.of(entityId)).getOrDefault(entityId, Subject.NONE).fields();
    }

    /** Of the fields of a mutation those that rules or their texts look at; what it clears is left out. */
    Map<String, JsonNode> told(String entityType, Map<String, @Nullable Object> fields) {
        var told = new HashMap<String, JsonNode>();
        watched.getOrDefault(entityType, Set.of()).forEach(field -> {
            var value = fields.get(field);
            if (value != null) {
                told.put(field, json.valueToTree(value));
            }
        });
        return told;
    }

    static String text(DomainEventMessage<?> message, String key) {
        return message.getMetaData().get(key) instanceof String text ? text : "";
    }
}
