package com.startynk.sync.realtime.call;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What matters of an item for its place among others.
 *
 * @param comesAfter what it must not overtake: items of its entity, by either id, and what makes its project
 * @param holdsBack what must not overtake it: items of its entity and, if it makes that, items in it
 */
record PushedItem(String mutationId, Set<String> comesAfter, Set<String> holdsBack) {

    /** Of ids that are ids. */
    private static final int LONGEST = 200;

    private static final String OF = "of ";
    private static final String IN = "in ";

    /** Null for what has no mutation id, or is no item at all: that is refused for good. */
    static @Nullable PushedItem read(String payload, JsonMapper json) {
        try {
            var item = json.readTree(payload);
            var mutationId = id(item, "mutationId");
            return mutationId == null ? null : of(mutationId, item);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static PushedItem of(String mutationId, JsonNode item) {
        var comesAfter = new HashSet<String>();
        var holdsBack = new HashSet<String>();
        var creates = "CREATE".equals(item.path("operation").stringValue(null));
        for (var name : new String[] {"entityId", "localId"}) {
            var id = id(item, name);
            if (id != null) {
                comesAfter.add(OF + id);
                holdsBack.add(OF + id);
                if (creates) {
                    holdsBack.add(IN + id);
                }
            }
        }
        var project = id(item, "projectId");
        if (project != null) {
            comesAfter.add(IN + project);
        }
        return new PushedItem(mutationId, comesAfter, holdsBack);
    }

    private static @Nullable String id(JsonNode item, String name) {
        var text = item.path(name).stringValue(null);
        return text == null || text.length() > LONGEST ? null : text;
    }
}
