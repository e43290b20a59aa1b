package com.startynk.sync.catalog.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.MessageSourceError;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.format.Format;
import com.networknt.schema.keyword.FormatValidator;
import com.networknt.schema.path.NodePath;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * What every database, language and encoding on the way can hold: no U+0000, no half of a surrogate pair, no number that a
 * double cannot reach, no bottomless nesting. Looks at keys and at everything inside.
 */
public final class StorableFormat implements Format {

    public static final String NAME = "storable";

    /** Ends a sentence that begins with the field. */
    public static final String REQUIREMENT =
            "must not contain U+0000, half a surrogate pair, a number beyond a double, or more than 64 levels";

    private static final int DEEPEST = 64;

    @Override
    public String getName() {
        return NAME;
    }

    /** Written anew because the library's way of telling a mismatch asks for the value as text, which an object has not. */
    @Override
    public void validate(
            ExecutionContext context,
            SchemaContext schemaContext,
            JsonNode value,
            JsonNode root,
            NodePath place,
            boolean assertionsEnabled,
            Supplier<MessageSourceError.Builder> error,
            FormatValidator validator) {
        if (assertionsEnabled && !isStorable(value, 0)) {
            context.addError(error.get().arguments(NAME).build());
        }
    }

    private static boolean isStorable(JsonNode value, int depth) {
        if (value.isString()) {
            return isStorable(value.stringValue());
        }
        if (value.isNumber()) {
            return isFinite(value);
        }
        if (depth == DEEPEST) {
            return !value.isContainer();
        }
        if (value.isObject()) {
            for (var member : value.properties()) {
                if (!isStorable(member.getKey()) || !isStorable(member.getValue(), depth + 1)) {
                    return false;
                }
            }
        } else {
            for (var element : value) {
                if (!isStorable(element, depth + 1)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isFinite(JsonNode number) {
        if (number.isBigDecimal()) {
            return Double.isFinite(number.decimalValue().doubleValue());
        }
        return number.isBigInteger()
                ? Double.isFinite(number.bigIntegerValue().doubleValue())
                : Double.isFinite(number.doubleValue());
    }

    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
