package com.startynk.sync.realtime.call;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event's name and argument, cut out of the array around them. The argument stays the text that the client wrote, for
 * whoever has to check it to the letter; it is not known to be well-formed.
 */
record EventText(String name, String payload) {

    private static final String ABSENT = "null";

    /** Null for what is no event. */
    static @Nullable EventText parse(String array) {
        if (!array.startsWith("[") || !array.endsWith("]")) {
            return null;
        }
        var elements = elements(array.substring(1, array.length() - 1));
        if (elements == null) {
            return null;
        }
        var name = elements.get(0);
        var plain = name.length() >= 2 && name.startsWith("\"") && name.indexOf('"', 1) == name.length() - 1;
        if (!plain) {
            return null;
        }
        return new EventText(name.substring(1, name.length() - 1), elements.size() > 1 ? elements.get(1) : ABSENT);
    }

    /** Cuts at the commas that are neither in a text nor inside anything; null when something is not closed. */
    private static @Nullable List<String> elements(String text) {
        var elements = new ArrayList<String>();
        var depth = 0;
        var quoted = false;
        var start = 0;
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            if (quoted) {
                if (character == '\\') {
                    at++;
                } else if (character == '"') {
                    quoted = false;
                }
            } else if (character == '"') {
                quoted = true;
            } else if (character == '{' || character == '[') {
                depth++;
            } else if (character == '}' || character == ']') {
                depth--;
            } else if (character == ',' && depth == 0) {
                elements.add(text.substring(start, at).strip());
                start = at + 1;
            }
            if (depth < 0) {
                return null;
            }
        }
        elements.add(text.substring(start).strip());
        return depth == 0 && !quoted ? elements : null;
    }
}
