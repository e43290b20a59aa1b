package com.startynk.sync.standalone.convergence;

import com.startynk.sync.standalone.convergence.model.Held;
import com.startynk.sync.standalone.convergence.system.PlainJson;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a device holds, and how far it has pulled. */
final class Copy {

    private final Map<String, Held> held = new HashMap<>();
    private final Map<String, Long> gone = new HashMap<>();
    private String cursor;

    /** Takes a page of changes; what is older than what is held is ignored. */
    void take(JsonNode page) {
        page.get("changes").forEach(this::takeChange);
        cursor = page.get("cursor").asString();
    }

    private void takeChange(JsonNode change) {
        var id = change.get("entityId").asString();
        if (change.get("operation").asString().equals("REVOKE")) {
            held.remove(id);
            return;
        }
        var version = change.get("version").longValue();
        if (version < version(id)) {
            return;
        }
        if (change.get("operation").asString().equals("DELETE")) {
            held.remove(id);
            gone.put(id, version);
        } else {
            held.put(id, new Held(change.get("entityType").asString(), version, PlainJson.object(change.get("data"))));
        }
    }

    boolean holds(String id) {
        return held.containsKey(id);
    }

    /** The version that the device knows of; 0 for none. */
    long version(String id) {
        return held.containsKey(id) ? held.get(id).version() : gone.getOrDefault(id, 0L);
    }

    Map<String, Held> held() {
        return held;
    }

    String cursor() {
        return cursor;
    }
}
