package com.startynk.sync.query.entity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.platform.encryption.SensitiveValues;
import com.startynk.sync.platform.encryption.SensitiveValues.Opening;
import com.startynk.sync.query.platform.RawJson;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stored fields as a reader gets them: without those that his roles may not read, and with sensitive values opened. Most types have
 * neither, and are shown as they are stored.
 */
public final class ShownFields {

    private final EntityCatalog catalog;
    private final SensitiveValues values;
    private final StoredFields json;

    public ShownFields(EntityCatalog catalog, SensitiveValues values, StoredFields json) {
        this.catalog = catalog;
        this.values = values;
        this.json = json;
        if (catalog.types().stream().anyMatch(type -> !type.sensitiveFields().isEmpty())) {
            values.requireKeys();
        }
    }

    /** An entity whose fields are shown. */
    public record Named(String entityType, String entityId) {

        public static Named of(EntityView entity) {
            return new Named(entity.entityType(), entity.entityId());
        }
    }

    /** For one reader, with what is needed to show some entities. */
    public final class View {

        private final Set<String> roles;
        private final Opening opening;

        private View(Set<String> roles, Opening opening) {
            this.roles = roles;
            this.opening = opening;
        }

        /** The JSON of an entity's fields; may be the same. */
        public RawJson shown(String entityType, String entityId, RawJson fields) {
            var type = catalog.find(entityType).orElse(null);
            return type == null || isAsStored(type, roles) ? fields : bytes(fields(type, entityId, fields));
        }

        private Map<String, @Nullable Object> fields(EntityType type, String entityId, RawJson fields) {
            return fields(type, entityId, json.read(fields.getValue()));
        }

        private Map<String, @Nullable Object> fields(
                EntityType type, String entityId, Map<String, @Nullable Object> fields) {
            var shown = new LinkedHashMap<>(fields);
            shown.keySet().removeAll(type.hiddenFields(roles));
            return type.sensitiveFields().isEmpty() ? shown : opening.opened(entityId, type.sensitiveFields(), shown);
        }

        /** An entity's whole answer, with its fields as the reader gets them; may be the same. */
        public RawJson shown(EntityView entity, EntityType type) {
            if (isAsStored(type, roles)) {
                return entity.json();
            }
            var answer = json.read(entity.json().getValue());
            if (answer.get("data") instanceof Map<?, ?> data) {
                @SuppressWarnings("unchecked")
                var stored = (Map<String, @Nullable Object>) data;
                answer.put("data", fields(type, entity.entityId(), stored));
            }
            return bytes(answer);
        }

        /** One value of a field that the reader may read; null when there is none, or it was erased. */
        public @Nullable Object opened(String entityType, String entityId, String field, @Nullable Object value) {
            return catalog.find(entityType)
                            .filter(type -> type.sensitiveFields().contains(field))
                            .isPresent()
                    ? opening.opened(entityId, field, value)
                    : value;
        }
    }

    /** Gets ready to show these entities. */
    public View to(Set<String> roles, Collection<Named> entities) {
        return new View(roles, values.opening(sensitive(entities)));
    }

    private List<String> sensitive(Collection<Named> entities) {
        return entities.stream()
                .filter(entity -> catalog.find(entity.entityType())
                        .filter(type -> !type.sensitiveFields().isEmpty())
                        .isPresent())
                .map(Named::entityId)
                .toList();
    }

    /** Whether any type has something to open or to hide. */
    public boolean areAlwaysAsStored(Set<String> roles) {
        return catalog.types().stream().allMatch(type -> isAsStored(type, roles));
    }

    private static boolean isAsStored(EntityType type, Set<String> roles) {
        return type.sensitiveFields().isEmpty() && type.hiddenFields(roles).isEmpty();
    }

    private RawJson bytes(Map<String, @Nullable Object> fields) {
        return new RawJson(json.write(fields).getBytes(UTF_8));
    }
}
