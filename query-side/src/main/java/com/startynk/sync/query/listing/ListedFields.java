package com.startynk.sync.query.listing;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.catalog.Field;
import com.startynk.sync.catalog.FieldKind;
import com.startynk.sync.query.entity.EntityRow;
import com.startynk.sync.query.entity.StoredFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the declarations have indexed, numbered from 0 in the order of types and fields, and what an entity has of it. When each
 * entity changed last is indexed for every type.
 */
public final class ListedFields {

    /** To be raised when copies are made otherwise than before. */
    private static final String FORM = "1";

    /** Kinds whose values are always short. */
    private static final Set<FieldKind> SHORT = EnumSet.of(
            FieldKind.NUMBER,
            FieldKind.INTEGER,
            FieldKind.BOOLEAN,
            FieldKind.DATE,
            FieldKind.DATE_TIME,
            FieldKind.ENUM);

    private final EntityCatalog catalog;
    private final StoredFields json;
    private final Map<String, Map<String, Integer>> numbers = new TreeMap<>();
    private final List<String> declared = new ArrayList<>();

    public ListedFields(EntityCatalog catalog, StoredFields json) {
        this.catalog = catalog;
        this.json = json;
        catalog.types().forEach(this::number);
    }

    private void number(EntityType type) {
        var fields = new LinkedHashMap<String, Integer>();
        numbers.put(type.name(), fields);
        add(SortKey.UPDATED_AT, "", type, fields);
        for (var field : new TreeMap<>(type.fields()).values()) {
            if (field.indexed()) {
                add(field.name(), field.kind() + (field.isList() ? " list" : ""), type, fields);
            }
        }
    }

    private void add(String name, String what, EntityType type, Map<String, Integer> fields) {
        fields.put(name, declared.size());
        declared.add(type.name() + "." + name + " " + what);
    }

    int count() {
        return declared.size();
    }

    /** The number of a field; null where it is not indexed. */
    @Nullable Integer number(EntityType type, String field) {
        return numbers.getOrDefault(type.name(), Map.of()).get(field);
    }

    /** Whether each entity is there exactly once, in order, if none of its values is overlong. */
    boolean isInOrder(EntityType type, String field) {
        var declaredField = type.fields().get(field);
        return number(type, field) != null && (declaredField == null || isInOrder(declaredField));
    }

    /** Nobody reads in the order of ids of others, so entities without are not noted there. */
    private static boolean isInOrder(Field field) {
        return !field.isList() && !field.isReference();
    }

    /** Whether some values may be overlong. */
    static boolean mayBeOverlong(@Nullable Field field) {
        return field != null && !SHORT.contains(field.kind());
    }

    /** What an entity is found by; nothing when it is deleted, or of no type that there is any more. */
    Collection<Listed> of(EntityRow row, int firstField) {
        var type = catalog.find(row.entityType()).orElse(null);
        if (type == null || row.deleted()) {
            return List.of();
        }
        var fields = json.read(row.data());
        return numbers.getOrDefault(type.name(), Map.of()).entrySet().stream()
                .flatMap(entry -> keys(row, type.fields().get(entry.getKey()), fields)
                        .distinct()
                        .map(key -> new Listed(row.entityId(), row.projectId(), firstField + entry.getValue(), key)))
                .toList();
    }

    private static Stream<KeyBytes> keys(EntityRow row, @Nullable Field field, Map<String, @Nullable Object> fields) {
        if (field == null) {
            return Stream.of(KeyBytes.ofTime(row.occurredAt().toEpochMilli()));
        }
        var value = fields.get(field.name());
        if (field.isList()) {
            return elements(value).flatMap(element -> keys(field, element));
        }
        if (value == null) {
            return isInOrder(field) ? Stream.of(KeyBytes.ABSENT) : Stream.of();
        }
        return keys(field, value);
    }

    private static Stream<?> elements(@Nullable Object value) {
        return value instanceof List<?> list ? list.stream().filter(Objects::nonNull) : Stream.ofNullable(value);
    }

    /** Values that are not what the declaration says are from before it. */
    private static Stream<KeyBytes> keys(Field field, Object value) {
        if (field.kind() == FieldKind.NUMBER || field.kind() == FieldKind.INTEGER) {
            return Stream.of(KeyBytes.of(value instanceof Number number ? number.doubleValue() : 0));
        }
        var text = value.toString();
        var key = KeyBytes.of(text);
        return KeyBytes.isOverlong(text) ? Stream.of(key, KeyBytes.OVERLONG) : Stream.of(key);
    }

    /** Tells apart declarations that have other copies made. */
    String digest() {
        var all = new StringBuilder(FORM);
        declared.forEach(line -> all.append('\n').append(line));
        for (var type : catalog.types()) {
            for (var field : type.fields().values()) {
                if (field.searchable()) {
                    all.append('\n').append(type.name()).append('.').append(field.name());
                    all.append(' ').append(type.home()).append(field.readers() == null ? "" : " apart");
                }
            }
        }
        return Sha256.hex(all.toString());
    }
}
