package com.startynk.sync.query.updates;

import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.protocol.FieldError;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.updates.UpdatesQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a client asks the feed for, and names what is wrong with it. */
public final class UpdatesInput {

    private static final String LIMIT = "must be a whole number from 1 to " + UpdatesQuery.MAX_LIMIT;

    private final JsonMapper json;

    public UpdatesInput(JsonMapper json) {
        this.json = json;
    }

    /** The parameters of a URL. */
    UpdatesQuery read(QueryParameters parameters) {
        return new UpdatesQuery(
                parameters.text("cursor"),
                parameters.instant("since"),
                parameters.list("projectIds"),
                parameters.list("entityTypes"),
                parameters.integer("limit", 1, UpdatesQuery.MAX_LIMIT, UpdatesQuery.DEFAULT_LIMIT));
    }

    UpdatesQuery read(String text) {
        try {
            return read(json.readTree(text));
        } catch (JacksonException e) {
            throw SyncFailure.invalid("input", "is no JSON");
        }
    }

    UpdatesQuery read(JsonNode input) {
        if (input.isNull() || input.isMissingNode()) {
            return new UpdatesQuery(null, null, List.of(), List.of(), UpdatesQuery.DEFAULT_LIMIT);
        }
        if (!input.isObject()) {
            throw SyncFailure.invalid("input", "must be an object");
        }
        var errors = new ArrayList<FieldError>();
        var cursor = text(input, "cursor", errors);
        var since = time(input, errors);
        var projectIds = texts(input, "projectIds", errors);
        var entityTypes = texts(input, "entityTypes", errors);
        var limit = limit(input, errors);
        if (!errors.isEmpty()) {
            throw SyncFailure.invalid(errors);
        }
        return new UpdatesQuery(cursor, since, projectIds, entityTypes, limit);
    }

    private static @Nullable String text(JsonNode input, String field, List<FieldError> errors) {
        var value = input.path(field);
        if (value.isString()) {
            return value.stringValue();
        }
        if (!isAbsent(value)) {
            errors.add(new FieldError(field, "must be text"));
        }
        return null;
    }

    private static @Nullable Instant time(JsonNode input, List<FieldError> errors) {
        var text = text(input, "since", errors);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            errors.add(new FieldError("since", "must be an ISO 8601 time with its offset"));
            return null;
        }
    }

    private static List<String> texts(JsonNode input, String field, List<FieldError> errors) {
        var value = input.path(field);
        if (isAbsent(value)) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        if (value.isArray()) {
            value.forEach(element -> {
                if (element.isString()) {
                    texts.add(element.stringValue());
                }
            });
        }
        if (!value.isArray() || texts.size() != value.size()) {
            errors.add(new FieldError(field, "must be a list of texts"));
        }
        return texts;
    }

    private static int limit(JsonNode input, List<FieldError> errors) {
        var value = input.path("limit");
        if (isAbsent(value)) {
            return UpdatesQuery.DEFAULT_LIMIT;
        }
        var number = value.isNumber() ? value.doubleValue() : 0;
        if (number < 1 || number > UpdatesQuery.MAX_LIMIT || number != Math.rint(number)) {
            errors.add(new FieldError("limit", LIMIT));
            return UpdatesQuery.DEFAULT_LIMIT;
        }
        return (int) number;
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
