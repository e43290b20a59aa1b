package com.startynk.sync.catalog;

import com.startynk.sync.protocol.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A declared entity type. Immutable. */
public final class EntityType {

    private final String name;
    private final Home home;
    private final ConflictStrategy strategy;
    private final Granularity granularity;
    private final Map<String, Field> fields;
    private final List<Field> references;
    private final List<Field> restricted;
    private final Set<String> sensitive;
    private final @Nullable String membersField;
    private final @Nullable SubjectRule subject;
    private final CachePolicy cache;
    private final Permissions permissions;
    private final List<NotificationRule> notifications;
    private final EntitySchema schema;

    EntityType(
            String name,
            Home home,
            ConflictStrategy strategy,
            Granularity granularity,
            Map<String, Field> fields,
            @Nullable String membersField,
            @Nullable SubjectRule subject,
            CachePolicy cache,
            Permissions permissions,
            List<NotificationRule> notifications) {
        this.name = name;
        this.home = home;
        this.strategy = strategy;
        this.granularity = granularity;
        this.fields = fields;
        this.references = fields.values().stream().filter(Field::isReference).toList();
        this.restricted = fields.values().stream()
                .filter(field -> field.readers() != null)
                .toList();
        this.sensitive = fields.values().stream()
                .filter(Field::sensitive)
                .map(Field::name)
                .collect(Collectors.toUnmodifiableSet());
        this.membersField = membersField;
        this.subject = subject;
        this.cache = cache;
        this.permissions = permissions;
        this.notifications = List.copyOf(notifications);
        this.schema = new EntitySchema(name, fields);
    }

    public String name() {
        return name;
    }

    public Home home() {
        return home;
    }

    public ConflictStrategy strategy() {
        return strategy;
    }

    public Granularity granularity() {
        return granularity;
    }

    /** By name, in the order of the declaration; cannot be changed. */
    public Map<String, Field> fields() {
        return fields;
    }

    /** The fields that hold ids of other entities. */
    public List<Field> references() {
        return references;
    }

    /** The field with the user ids of a project's members. Only a type whose {@link Home} is SELF may have one. */
    public @Nullable String membersField() {
        return membersField;
    }

    /** The names of the fields whose values are stored encrypted. */
    public Set<String> sensitiveFields() {
        return sensitive;
    }

    /** Whose data its records are, where it says so. */
    public @Nullable SubjectRule subject() {
        return subject;
    }

    /** When people are told of its entities. */
    public List<NotificationRule> notifications() {
        return notifications;
    }

    public CachePolicy cache() {
        return cache;
    }

    /** Whether one of the roles is enough for the action. Says nothing about membership. */
    public boolean permits(Action action, Set<String> roles) {
        return permissions.permit(action, roles);
    }

    /** Whether the action is permitted to these roles, but only with records that are the caller's own. */
    public boolean permitsOnlyOwn(Action action, Set<String> roles) {
        return permissions.permitOnlyOwn(action, roles);
    }

    /** The field that says whose a record is, where that matters. */
    public @Nullable String ownerField() {
        var own = permissions.own();
        return own == null ? null : own.field();
    }

    /** Whose a record with these fields is, as an {@link OwnerKey}; null where it is nobody's, or that does not matter. */
    public @Nullable String ownerOf(Map<String, ?> fields) {
        var field = ownerField();
        return field != null && fields.get(field) instanceof String userId ? OwnerKey.of(userId) : null;
    }

    /** The names of the fields that these roles may not read, and so not set. */
    public Set<String> hiddenFields(Set<String> roles) {
        if (restricted.isEmpty()) {
            return Set.of();
        }
        var counted = permissions.withoutNarrowed(roles);
        return restricted.stream()
                .filter(field -> !field.isReadableBy(counted))
                .map(Field::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What is wrong with the data of an item, each field once and the worst offender bounded: past fifty fields the rest
     * goes unsaid.
     *
     * @param creation whether the required fields must all be there; else one that is there must not be null
     * @return empty when the data may be stored
     */
    public List<FieldError> validate(JsonNode data, boolean creation) {
        return schema.errors(data, creation);
    }

    @Override
    public String toString() {
        return "EntityType " + name;
    }
}
