package com.startynk.sync.query.platform;

import com.startynk.sync.protocol.FieldError;
import com.startynk.sync.protocol.SyncFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of a procedure's input. What is wrong with them is collected, so that a caller is told all of it. */
public final class InputFields {

    private final JsonNode input;
    private final List<FieldError> errors = new ArrayList<>();

    /**
     * An absent input has no fields.
     *
     * @throws SyncFailure {@code INVALID_INPUT} when it is something else than an object
     */
    public InputFields(JsonNode input) {
        if (!isAbsent(input) && !input.isObject()) {
            throw SyncFailure.invalid("input", "must be an object");
        }
        this.input = input;
    }

    /** A field's value; null when it is absent or null. */
    public @Nullable JsonNode value(String field) {
        var value = input.path(field);
        return isAbsent(value) ? null : value;
    }

    public @Nullable String text(String field) {
        var value = value(field);
        if (value == null || value.isString()) {
            return value == null ? null : value.stringValue();
        }
        wrong(field, "must be text");
        return null;
    }

    /** A list of texts; empty when absent. */
    public List<String> texts(String field) {
        var value = value(field);
        var texts = new ArrayList<String>();
        if (value == null) {
            return texts;
        }
        if (value.isArray()) {
            value.forEach(element -> {
                if (element.isString()) {
                    texts.add(element.stringValue());
                }
            });
        }
        if (!value.isArray() || texts.size() != value.size()) {
            wrong(field, "must be a list of texts");
        }
        return texts;
    }

    public void wrong(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /**
     * To be called when everything has been read.
     *
     * @throws SyncFailure {@code INVALID_INPUT} with everything that was found wrong
     */
    public void refuseIfWrong() {
        if (!errors.isEmpty()) {
            throw SyncFailure.invalid(errors);
        }
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
