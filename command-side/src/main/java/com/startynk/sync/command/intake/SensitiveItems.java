package com.startynk.sync.command.intake;

import com.startynk.sync.catalog.Action;
import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.platform.encryption.SensitiveValues;
import com.startynk.sync.platform.encryption.SensitiveValues.Sealing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seals the sensitive values of items before anything keeps them, and opens them in answers. What cannot be sealed goes on
 * without its values: whether it may be refused for that, and how, is for the entity to decide, after who may do what.
 */
public final class SensitiveItems {

    private final EntityCatalog catalog;
    private final SensitiveValues values;
    private final JsonMapper json;

    public SensitiveItems(EntityCatalog catalog, SensitiveValues values, JsonMapper json) {
        this.catalog = catalog;
        this.values = values;
        this.json = json;
        if (catalog.types().stream().anyMatch(type -> !type.sensitiveFields().isEmpty())) {
            values.requireKeys();
        }
    }

    List<IncomingItem.Valid> sealed(List<IncomingItem.Valid> items) {
        var entities = items.stream()
                .map(IncomingItem.Valid::mutation)
                .filter(mutation -> isSensitive(mutation) && isAllowed(mutation))
                .map(mutation -> mutation.entityId().toString())
                .collect(Collectors.toSet());
        if (entities.isEmpty() && items.stream().noneMatch(item -> isSensitive(item.mutation()))) {
            return items;
        }
        var sealing = values.sealing(entities);
        return items.stream()
                .map(item -> isSensitive(item.mutation())
                        ? new IncomingItem.Valid(item.labels(), sealed(item.mutation(), sealing), item.priority())
                        : item)
                .toList();
    }

    /** The fields of one entity. */
    public Map<String, @Nullable Object> sealed(
            EntityType type, String entityId, Map<String, @Nullable Object> fields) {
        return isSensitive(type, fields)
                ? values.sealing(Set.of(entityId)).sealed(entityId, type.sensitiveFields(), fields)
                : fields;
    }

    /** An answer as its reader gets it. */
    public Outcome opened(String entityType, Outcome outcome) {
        var data = outcome.data();
        var sensitive = type(entityType).sensitiveFields();
        if (data == null || sensitive.isEmpty()) {
            return outcome;
        }
        var entityId = outcome.entityId().toString();
        return outcome.withData(values.opening(Set.of(entityId)).opened(entityId, sensitive, data));
    }

    private Mutation sealed(Mutation mutation, Sealing sealing) {
        var sensitive = type(mutation.entityType()).sensitiveFields();
        var fields = isAllowed(mutation)
                ? sealing.sealed(mutation.entityId().toString(), sensitive, mutation.fields())
                : SensitiveValues.lost(sensitive, mutation.fields());
        var digest = CanonicalJson.contentDigest(
                ItemReader.head(
                        mutation.entityType(), mutation.operation(), mutation.entityId(), mutation.baseVersion()),
                CanonicalJson.bytes(json.valueToTree(fields)));
        return mutation.sealed(fields, digest);
    }

    /** For what its author's roles forbid in any case, no key is made. */
    private boolean isAllowed(Mutation mutation) {
        return type(mutation.entityType())
                .permits(
                        Action.valueOf(mutation.operation().name()),
                        mutation.caller().roles());
    }

    private boolean isSensitive(Mutation mutation) {
        return isSensitive(type(mutation.entityType()), mutation.fields());
    }

    private EntityType type(String name) {
        return catalog.find(name).orElseThrow();
    }

    /** Whether a sensitive field is given a value. */
    private static boolean isSensitive(EntityType type, Map<String, @Nullable Object> fields) {
        return type.sensitiveFields().stream().anyMatch(field -> fields.get(field) != null);
    }
}
