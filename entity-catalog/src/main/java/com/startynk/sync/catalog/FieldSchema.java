package com.startynk.sync.catalog;

import com.startynk.sync.catalog.schema.ReferenceFormat;
import com.startynk.sync.catalog.schema.StorableFormat;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a field's value must be: as JSON Schema for the validator, and in words for the sender. */
final class FieldSchema {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FieldSchema() {}

    static ObjectNode of(Field field) {
        var schema = field.isList() ? NODES.objectNode().put("type", "array") : value(field);
        if (field.isList()) {
            schema.set("items", value(field));
        }
        if (!schema.has("format")) {
            schema.put("format", StorableFormat.NAME);
        }
        if (!field.required()) {
            allowNull(schema);
        }
        return schema;
    }

    private static void allowNull(ObjectNode schema) {
        if (schema.has("enum")) {
            schema.withArray("enum").addNull();
        } else {
            var type = schema.get("type");
            schema.putArray("type").add(type).add("null");
        }
    }

    private static ObjectNode value(Field field) {
        var schema = NODES.objectNode();
        switch (field.kind()) {
            case TEXT -> text(field, schema);
            case NUMBER, INTEGER -> number(field, schema);
            case BOOLEAN, OBJECT -> schema.put("type", field.kind().word());
            case DATE, DATE_TIME ->
                schema.put("type", "string").put("format", field.kind().word());
            case REFERENCE -> schema.put("type", "string").put("format", ReferenceFormat.NAME);
            case ENUM -> field.values().forEach(schema.withArray("enum")::add);
            case MAP ->
                schema.put("type", "object").putObject("additionalProperties").put("type", typeName(valueKind(field)));
        }
        return schema;
    }

    private static FieldKind valueKind(Field map) {
        return Objects.requireNonNull(map.of(), "a map has a kind of values");
    }

    private static String typeName(FieldKind kind) {
        return kind == FieldKind.TEXT ? "string" : kind.word();
    }

    private static void text(Field field, ObjectNode schema) {
        schema.put("type", "string");
        if (field.minLength() > 0) {
            schema.put("minLength", field.minLength());
        }
        if (field.maxLength() != null) {
            schema.put("maxLength", field.maxLength());
        }
    }

    private static void number(Field field, ObjectNode schema) {
        schema.put("type", field.kind().word());
        if (field.min() != null) {
            schema.put("minimum", field.min());
        }
        if (field.max() != null) {
            schema.put("maximum", field.max());
        }
    }

    /** Ends a sentence that begins with the field. */
    static String requirement(Field field) {
        return field.isList() ? "must be a list, each element " + noun(field) : "must be " + noun(field);
    }

    private static String noun(Field field) {
        return switch (field.kind()) {
            case TEXT -> "a text" + length(field);
            case NUMBER -> "a finite number" + range(field);
            case INTEGER -> "a whole number" + range(field);
            case BOOLEAN -> "true or false";
            case DATE -> "a real date, YYYY-MM-DD";
            case DATE_TIME -> "a real date-time with its offset, such as 2026-11-23T06:58:00+01:00";
            case ENUM -> field.values().stream().collect(Collectors.joining(", ", "one of ", ""));
            case REFERENCE -> "a UUID or a local: id";
            case OBJECT -> "an object";
            case MAP -> "an object whose values are of type " + valueKind(field).word();
        };
    }

    private static String length(Field field) {
        return field.maxLength() == null
                ? field.minLength() == 0 ? "" : " of at least " + field.minLength() + " characters"
                : " of " + field.minLength() + " to " + field.maxLength() + " characters";
    }

    private static String range(Field field) {
        if (field.min() != null && field.max() != null) {
            return " from " + field.min() + " to " + field.max();
        }
        return field.min() != null ? " from " + field.min() : field.max() != null ? " up to " + field.max() : "";
    }
}
