package com.startynk.sync.standalone.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Records with sensitive fields: what is in one, and each of the ways to pull it. */
final class MedicalFiles {

    static final String TYPE = "medical";

    private MedicalFiles() {}

    /** What a record of this patient says; {@code finding} stands in a field of its own. */
    static Map<String, Object> file(String patient, String bloodGroup, String finding) {
        var data = new HashMap<String, Object>();
        data.put("workerId", patient);
        data.put("fitUntil", "2026-12-31");
        data.put("bloodGroup", bloodGroup);
        data.put("findings", Map.of("heart", finding));
        data.put("weight", 81.5);
        return data;
    }

    static JsonNode pulled(Person person, String id) throws Exception {
        return change(person.get("/api/v1/sync/updates?entityTypes=medical&limit=1000"), id);
    }

    static JsonNode pulledByTrpc(Person person, String id) throws Exception {
        return change(person.query("sync.getUpdates", Map.of("entityTypes", List.of(TYPE), "limit", 1000)), id);
    }

    static JsonNode pulledBySocket(Person person, String id) throws Exception {
        return change(person.emit("sync:pull", Map.of("entityTypes", List.of(TYPE), "limit", 1000)), id);
    }

    private static JsonNode change(Answer page, String id) {
        return page.data()
                .get("changes")
                .valueStream()
                .filter(change -> change.get("entityId").stringValue().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
