package com.startynk.sync.realtime.call;

import com.startynk.sync.protocol.Projects;
import com.startynk.sync.protocol.SyncFailure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The input of {@code subscribe} and {@code unsubscribe}, its shape checked. */
record RoomsInput(Set<String> projectIds, List<EntityName> entities) {

    /** Each entity is asked for by itself; nobody looks at so many. */
    private static final int MOST = 200;

    private static final int LONGEST = 100;

    record EntityName(String entityType, String entityId) {}

    static RoomsInput read(String payload, JsonMapper json) {
        var input = parse(payload, json);
        if (!input.isObject()) {
            throw SyncFailure.invalid("", "must be an object");
        }
        var projectIds = new LinkedHashSet<String>();
        for (var project : list(input, "projectIds")) {
            projectIds.add(id(project, "projectIds"));
        }
        var entities = new ArrayList<EntityName>();
        for (var entity : list(input, "entities")) {
            entities.add(new EntityName(
                    text(entity.path("entityType"), "entities.entityType"),
                    id(entity.path("entityId"), "entities.entityId")));
        }
        return new RoomsInput(projectIds, entities);
    }

    private static JsonNode parse(String payload, JsonMapper json) {
        try {
            return json.readTree(payload);
        } catch (JacksonException e) {
            throw SyncFailure.invalid("", "is no valid JSON");
        }
    }

    private static JsonNode list(JsonNode input, String field) {
        var list = input.path(field);
        var absent = list.isMissingNode() || list.isNull();
        if (!absent && (!list.isArray() || list.size() > MOST)) {
            throw SyncFailure.invalid(field, "must be a list of at most " + MOST);
        }
        return list;
    }

    /** Ids are written in small letters in the feed, and so in the names of rooms. */
    private static String id(JsonNode value, String field) {
        return Projects.normal(text(value, field));
    }

    private static String text(JsonNode value, String field) {
        if (!value.isString()
                || value.stringValue().isEmpty()
                || value.stringValue().length() > LONGEST) {
            throw SyncFailure.invalid(field, "must be a text");
        }
        return value.stringValue();
    }
}
