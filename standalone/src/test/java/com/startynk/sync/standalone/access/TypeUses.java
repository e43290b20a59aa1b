package com.startynk.sync.standalone.access;

import static com.startynk.sync.standalone.access.World.creation;
import static com.startynk.sync.standalone.access.World.deletion;
import static com.startynk.sync.standalone.access.World.edit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Everything that one person can do with a type in his own project, tried. */
final class TypeUses {

    private final World world;
    private final TypePermissions type;
    private final Person person;

    TypeUses(World world, TypePermissions type, Person person) {
        this.world = world;
        this.type = type;
        this.person = person;
    }

    Map<String, String> pushed() throws Exception {
        var tried = new LinkedHashMap<String, String>();
        tried.put("create", push(newEntity()));
        tried.put("update", push(edit(type.type(), entity(), type.edit())));
        tried.put("delete", push(deletion(type.type(), entity())));
        return tried;
    }

    Map<String, String> pushable(Role role) {
        var expected = new LinkedHashMap<String, String>();
        expected.put("create", outcome(type.write(), role, "APPLIED", "FORBIDDEN"));
        expected.put("update", outcome(type.write(), role, "APPLIED", "FORBIDDEN"));
        expected.put("delete", outcome(type.delete(), role, "APPLIED", "FORBIDDEN"));
        return expected;
    }

    private String push(Map<String, Object> item) throws Exception {
        return person.post("/api/v1/sync/batches", Map.of("items", List.of(item)))
                .item()
                .outcome();
    }

    Map<String, String> seen() throws Exception {
        var entityId = entity();
        var pull = Map.of("entityTypes", List.of(type.type()), "limit", 1000);
        var seen = new LinkedHashMap<String, String>();
        seen.put(
                "read",
                person.get("/api/v1/entities/" + type.type() + "/" + entityId).outcome());
        seen.put(
                "list",
                person.get("/api/v1/entities/" + type.type()).orEmpty("items").outcome());
        seen.put(
                "pull", person.query("sync.getUpdates", pull).orEmpty("changes").outcome());
        seen.put("sync:pull", person.emit("sync:pull", pull).orEmpty("changes").outcome());
        var digest = person.get("/api/v1/sync/digest").data().get("items");
        seen.put("digest", digest.valueStream().anyMatch(this::isOfType) ? "200" : "empty");
        var closer = "?entityType=" + type.type() + "&projectIds=" + home(entityId);
        seen.put("closer", person.get("/api/v1/sync/digest" + closer).outcome());
        var follow = Map.of("entities", List.of(Map.of("entityType", type.type(), "entityId", entityId)));
        seen.put("subscribe", person.emit("subscribe", follow).outcome());
        return seen;
    }

    private boolean isOfType(JsonNode line) {
        return line.get("entityType").stringValue().equals(type.type());
    }

    Map<String, String> visible(Role role) {
        var expected = new LinkedHashMap<String, String>();
        for (var way : List.of("read", "list")) {
            expected.put(way, outcome(type.read(), role, "200", "403"));
        }
        expected.put("pull", outcome(type.read(), role, "200", "empty"));
        expected.put("sync:pull", outcome(type.read(), role, "ok", "empty"));
        expected.put("digest", outcome(type.read(), role, "200", "empty"));
        expected.put("closer", outcome(type.read(), role, "200", "403"));
        expected.put("subscribe", outcome(type.read(), role, "ok", "FORBIDDEN"));
        return expected;
    }

    private static String outcome(Set<Role> allowed, Role role, String yes, String no) {
        return allowed.contains(role) ? yes : no;
    }

    private String entity() throws Exception {
        var item = newEntity();
        World.push(world.admin(), item);
        return (String) item.get("entityId");
    }

    private Map<String, Object> newEntity() {
        var item = creation(type.type(), "", type.creation());
        item.put("projectId", home((String) item.get("entityId")));
        if (type.type().equals("project")) {
            var data = new LinkedHashMap<>(type.creation());
            data.put("memberIds", List.of(person.userId()));
            item.put("data", data);
        }
        return item;
    }

    private String home(String entityId) {
        return switch (type.type()) {
            case "user" -> "org";
            case "project" -> entityId;
            default -> world.project(Whose.OWN);
        };
    }
}
