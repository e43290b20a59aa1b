package com.startynk.sync.query.updates;

import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.updates.UpdatesQuery;
import com.startynk.sync.query.platform.InputFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
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
        var fields = new InputFields(input);
        var query = new UpdatesQuery(
                fields.text("cursor"),
                time(fields),
                fields.texts("projectIds"),
                fields.texts("entityTypes"),
                limit(fields));
        fields.refuseIfWrong();
        return query;
    }

    private static @Nullable Instant time(InputFields fields) {
        var text = fields.text("since");
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            fields.wrong("since", "must be an ISO 8601 time with its offset");
            return null;
        }
    }

    private static int limit(InputFields fields) {
        var value = fields.value("limit");
        if (value == null) {
            return UpdatesQuery.DEFAULT_LIMIT;
        }
        var number = value.isNumber() ? value.doubleValue() : 0;
        if (number < 1 || number > UpdatesQuery.MAX_LIMIT || number != Math.rint(number)) {
            fields.wrong("limit", LIMIT);
            return UpdatesQuery.DEFAULT_LIMIT;
        }
        return (int) number;
    }
}
