package com.startynk.sync.command.intake;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.platform.encryption.SensitiveValues;
import com.startynk.sync.platform.encryption.SensitiveValues.Sealing;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.FieldError;
import com.startynk.sync.protocol.SyncFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Seals the sensitive values of items before anything keeps them, and opens them in answers. */
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

    /** The same items, those that would set what was erased for ever refused. */
    List<IncomingItem> sealed(List<IncomingItem> items) {
        var entities = items.stream()
                .filter(item -> item instanceof IncomingItem.Valid valid && isSensitive(valid.mutation()))
                .map(item -> entityId(((IncomingItem.Valid) item).mutation()))
                .collect(Collectors.toSet());
        if (entities.isEmpty()) {
            return items;
        }
        var sealing = values.sealing(entities);
        return items.stream()
                .map(item -> item instanceof IncomingItem.Valid valid && isSensitive(valid.mutation())
                        ? sealed(valid, sealing)
                        : item)
                .toList();
    }

    /**
     * Fields of one entity, sealed.
     *
     * @throws SyncFailure {@code INVALID_INPUT} when they would set what was erased for ever
     */
    public Map<String, @Nullable Object> sealed(
            EntityType type, String entityId, Map<String, @Nullable Object> fields) {
        var set = sensitive(type, fields);
        if (set.isEmpty()) {
            return fields;
        }
        var sealing = values.sealing(Set.of(entityId));
        if (sealing.isErased(entityId)) {
            throw SyncFailure.invalid(erased(set));
        }
        return sealing.sealed(entityId, type.sensitiveFields(), fields);
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

    private IncomingItem sealed(IncomingItem.Valid item, Sealing sealing) {
        var mutation = item.mutation();
        var type = type(mutation.entityType());
        if (sealing.isErased(entityId(mutation))) {
            var errors = erased(sensitive(type, mutation.fields()));
            var first = errors.get(0);
            return new IncomingItem.Invalid(
                    item.labels(), ErrorCode.INVALID_INPUT, first.field() + ": " + first.message(), errors);
        }
        var fields = sealing.sealed(entityId(mutation), type.sensitiveFields(), mutation.fields());
        var digest = CanonicalJson.contentDigest(
                ItemReader.head(
                        mutation.entityType(), mutation.operation(), mutation.entityId(), mutation.baseVersion()),
                CanonicalJson.bytes(json.valueToTree(fields)));
        return new IncomingItem.Valid(item.labels(), mutation.sealed(fields, digest), item.priority());
    }

    private boolean isSensitive(Mutation mutation) {
        return !sensitive(type(mutation.entityType()), mutation.fields()).isEmpty();
    }

    private EntityType type(String name) {
        return catalog.find(name).orElseThrow();
    }

    /** The sensitive fields that are given a value, sorted. */
    private static List<String> sensitive(EntityType type, Map<String, @Nullable Object> fields) {
        return type.sensitiveFields().stream()
                .filter(field -> fields.get(field) != null)
                .sorted()
                .toList();
    }

    private static List<FieldError> erased(List<String> fields) {
        return fields.stream()
                .map(field -> new FieldError(
                        "data." + field, "cannot be set any more: the person whom the record is about was erased"))
                .toList();
    }

    private static String entityId(Mutation mutation) {
        return mutation.entityId().toString();
    }
}
