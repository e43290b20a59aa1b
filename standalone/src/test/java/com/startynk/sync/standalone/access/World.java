package com.startynk.sync.standalone.access;

import static org.awaitility.Awaitility.await;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the calls of the table are about: a project that one person of each role is in, one that none of them is in, and
 * things in them, fresh ones for each call.
 */
final class World {

    static final String STRANGER = "a-stranger";

    private final RunningServices services;
    private final String ownProject = id();
    private final String anothersProject = id();

    World(RunningServices services) throws Exception {
        this.services = services;
        make(ownProject, Stream.of(Role.values()).map(Role::userId).toList());
        make(anothersProject, List.of(STRANGER));
    }

    /** A further project with these members. */
    String project(String... members) throws Exception {
        var projectId = id();
        make(projectId, List.of(members));
        return projectId;
    }

    private void make(String projectId, List<String> members) throws Exception {
        var item = item("project", "CREATE", projectId, Map.of("name", "A site", "memberIds", members));
        item.put("projectId", projectId);
        push(admin(), item);
    }

    static String id() {
        return UUID.randomUUID().toString();
    }

    Person person(Role role) {
        return new Person(services, role.userId(), role.name());
    }

    /** Makes things; on a new device each time, so that nobody's own edits are taken for his. */
    Person admin() {
        return new Person(services, "the-maker", "ADMIN");
    }

    String project(Whose whose) {
        return switch (whose) {
            case OWN, NONE -> ownProject;
            case ANOTHERS -> anothersProject;
            case NOBODYS -> id();
        };
    }

    /** An entity that lives there, at version 1; or the id of none. */
    String entity(String type, Whose whose, Map<String, Object> data) throws Exception {
        var entityId = id();
        if (whose != Whose.NOBODYS) {
            var item = item(type, "CREATE", entityId, data);
            item.put("projectId", project(whose));
            push(admin(), item);
        }
        return entityId;
    }

    /** Makes one in this project. */
    String entity(String type, String projectId, Map<String, Object> data) throws Exception {
        var item = creation(type, projectId, data);
        push(admin(), item);
        return (String) item.get("entityId");
    }

    String task(Whose whose) throws Exception {
        return entity("task", whose, Map.of("title", "Pour slab"));
    }

    /** A conflict that waits for a person. */
    String conflict(Whose whose) throws Exception {
        if (whose == Whose.NOBODYS) {
            return id();
        }
        var entityId = entity("manualresolve", whose, Map.of("name", "one"));
        push(admin(), edit("manualresolve", entityId, Map.of("a", "first")));
        var late = push(admin(), edit("manualresolve", entityId, Map.of("a", "second")));
        return late.get("conflict").get("conflictId").stringValue();
    }

    /** The mutation id of a dead letter of somebody's: an edit of what had not arrived, of a version that it never had. */
    String deadLetter(Person author) throws Exception {
        var edit = item("clientwins", "UPDATE", null, Map.of("a", "never"));
        edit.put("localId", "local:" + id());
        edit.put("baseVersion", 9);
        push(author, edit);
        var creation = item("clientwins", "CREATE", null, Map.of("name", "late"));
        creation.put("localId", edit.get("localId"));
        creation.put("projectId", ownProject);
        push(author, creation);
        await().until(() -> failed(author) > 0);
        return (String) edit.get("mutationId");
    }

    private static int failed(Person person) throws Exception {
        return person.get("/api/v1/sync/status")
                .json()
                .get("queue")
                .get("failed")
                .intValue();
    }

    /** A login for a person who has none. */
    Map<String, Object> login(Person person, String role) throws Exception {
        var credentials = Map.of("username", "login-" + id(), "password", id(), "roles", List.of(role));
        var answer = admin().call("PUT", "/api/v1/auth/users/" + person.userId() + "/credentials", credentials);
        require(answer, "204");
        return Map.of(
                "username", credentials.get("username"),
                "password", credentials.get("password"),
                "device", Map.of("deviceId", person.deviceId(), "name", "A phone", "platform", "android"));
    }

    static Map<String, Object> edit(String type, String entityId, Map<String, Object> data) {
        var item = item(type, "UPDATE", entityId, data);
        item.put("baseVersion", 1);
        return item;
    }

    static Map<String, Object> deletion(String type, String entityId) {
        var item = item(type, "DELETE", entityId, Map.of());
        item.put("baseVersion", 1);
        return item;
    }

    static Map<String, Object> creation(String type, String projectId, Map<String, Object> data) {
        var item = item(type, "CREATE", id(), data);
        item.put("projectId", projectId);
        return item;
    }

    private static Map<String, Object> item(
            String type, String operation, @Nullable String entityId, Map<String, Object> data) {
        var item = new LinkedHashMap<String, Object>();
        item.put("mutationId", id());
        item.put("entityType", type);
        item.put("operation", operation);
        if (entityId != null) {
            item.put("entityId", entityId);
        }
        item.put("data", data);
        return item;
    }

    /** Has one item stored, or fails. */
    static JsonNode push(Person person, Map<String, Object> item) throws Exception {
        var answer = person.post("/api/v1/sync/batches", Map.of("items", List.of(item)));
        require(answer, "200");
        var result = answer.json().get("results").get(0);
        if (result.get("status").stringValue().equals("REJECTED")) {
            throw new IllegalStateException(result.toString());
        }
        return result;
    }

    static void require(Answer answer, String outcome) {
        if (!answer.outcome().equals(outcome)) {
            throw new IllegalStateException("expected " + outcome + ", not " + answer);
        }
    }
}
