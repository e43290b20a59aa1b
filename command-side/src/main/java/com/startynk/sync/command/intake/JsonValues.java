package com.startynk.sync.command.intake;

import com.startynk.sync.command.merge.JsonNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON as plain values in one form, so that equal JSON means equal objects: the form in which events keep it. */
public final class JsonValues {

    private JsonValues() {}

    public static Map<String, @Nullable Object> object(JsonNode object) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        object.properties().forEach(member -> values.put(member.getKey(), value(member.getValue())));
        return values;
    }

    static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.stringValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> JsonNumber.of(node.doubleValue());
            case OBJECT -> object(node);
            case ARRAY -> {
                var elements = new ArrayList<@Nullable Object>(node.size());
                node.forEach(element -> elements.add(value(element)));
                yield elements;
            }
            default -> null;
        };
    }
}
