package com.startynk.sync.catalog;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.startynk.sync.catalog.schema.EntitySchemas;
import com.startynk.sync.catalog.schema.StorableFormat;
import com.startynk.sync.protocol.FieldError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The JSON Schema of a type's data, generated from its fields and compiled twice: a creation must bring the required fields,
 * an update need not.
 */
final class EntitySchema {

    private static final int MOST_ERRORS = 50;
    private static final int LONGEST_NAME = 100;

    private final String typeName;
    private final Map<String, Field> fields;
    private final Schema creation;
    private final Schema update;

    EntitySchema(String typeName, Map<String, Field> fields) {
        this.typeName = typeName;
        this.fields = fields;
        this.creation = compile(fields, true);
        this.update = compile(fields, false);
    }

    private static Schema compile(Map<String, Field> fields, boolean creation) {
        var schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object");
        var properties = schema.putObject("properties");
        fields.forEach((name, field) -> properties.set(name, FieldSchema.of(field)));
        schema.put("additionalProperties", false);
        if (creation) {
            var required = schema.putArray("required");
            fields.values().stream().filter(Field::required).map(Field::name).forEach(required::add);
        }
        return EntitySchemas.compile(schema);
    }

    List<FieldError> errors(JsonNode data, boolean isCreation) {
        var found = (isCreation ? creation : update).validate(data);
        if (found.isEmpty()) {
            return List.of();
        }
        var errors = new LinkedHashMap<String, FieldError>();
        for (var error : found) {
            var told = fieldError(error);
            errors.putIfAbsent(told.field(), told);
            if (errors.size() == MOST_ERRORS) {
                break;
            }
        }
        return List.copyOf(errors.values());
    }

    private FieldError fieldError(Error error) {
        var place = error.getInstanceLocation();
        if (place.getNameCount() > 0) {
            var name = place.getName(0);
            var field = fields.get(name);
            return new FieldError("data." + name, field == null ? notAField() : message(error, field));
        }
        return switch (error.getKeyword()) {
            case "required" -> new FieldError("data." + error.getProperty(), "is required");
            case "additionalProperties" -> new FieldError("data." + presentable(error.getProperty()), notAField());
            default -> new FieldError("data", "must be a JSON object");
        };
    }

    private String notAField() {
        return "is not a field of " + typeName;
    }

    private static String message(Error error, Field field) {
        if (field.required() && error.getInstanceLocation().getNameCount() == 1 && isNull(error.getInstanceNode())) {
            return "is required and cannot be cleared";
        }
        return "format".equals(error.getKeyword()) && StorableFormat.NAME.equals(formatName(error))
                ? StorableFormat.REQUIREMENT
                : FieldSchema.requirement(field);
    }

    private static boolean isNull(JsonNode node) {
        return node != null && node.isNull();
    }

    private static String formatName(Error error) {
        return error.getArguments().length == 0 ? "" : String.valueOf(error.getArguments()[0]);
    }

    /** The name of an unknown field is the sender's: it goes into an answer, which must stay short and well-formed. */
    private static String presentable(String name) {
        var shortened = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
        return StorableFormat.isStorable(shortened) ? shortened : shortened.replaceAll("[\\x00\\p{Cs}]", "\uFFFD");
    }
}
