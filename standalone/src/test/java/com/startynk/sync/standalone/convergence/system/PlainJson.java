package com.startynk.sync.standalone.convergence.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** JSON as plain values: whole numbers as longs, objects as maps. */
public final class PlainJson {

    private PlainJson() {}

    public static Map<String, Object> object(JsonNode object) {
        var map = new HashMap<String, Object>();
        object.properties().forEach(member -> map.put(member.getKey(), value(member.getValue())));
        return map;
    }

    public static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.stringValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case OBJECT -> object(node);
            case ARRAY -> {
                var list = new ArrayList<Object>();
                node.forEach(element -> list.add(value(element)));
                yield list;
            }
            default -> null;
        };
    }

    private static Object number(JsonNode node) {
        var number = node.doubleValue();
        return number == Math.rint(number) ? (Object) (long) number : (Object) number;
    }
}
