package com.startynk.sync.standalone.access;

import static com.startynk.sync.standalone.access.World.creation;
import static com.startynk.sync.standalone.access.World.deletion;
import static com.startynk.sync.standalone.access.World.edit;
import static com.startynk.sync.standalone.access.World.id;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pushing and pulling, by REST, tRPC and sockets. The entity is a task, which {@code PAYROLL} may not use. */
final class SyncLines {

    private static final String REFERRING = "an edit that refers to what has not come";
    private static final String TAKEN = "a creation in a project of his, under an id of his choice";

    /** By these whoever guesses an id learns that it is taken; the page says so. */
    static final Set<String> TELLING = Set.of(REFERRING, TAKEN);

    private static final String ALL = "200 200 200 200 200";
    private static final String OWN = "200 200 200 200 403";
    private static final String ANOTHERS = "200 404 404 404 403";
    private static final String NOBODYS = "404 404 404 404 403";
    private static final String ITEMS = "/api/v1/sync/items";
    private static final String BATCHES = "/api/v1/sync/batches";
    private static final Map<String, Object> TITLE = Map.of("title", "Strip formwork");

    private final World world;

    SyncLines(World world) {
        this.world = world;
    }

    void addTo(Lines lines) {
        addItems(lines);
        addBatches(lines);
        addWhatTells(lines);
        addDeadLetters(lines);
        addPulls(lines);
        addOwnDevice(lines);
    }

    private void addItems(Lines lines) {
        lines.to("a creation in a project")
                .rest("POST /api/v1/sync/items", (person, whose) -> person.post(ITEMS, newTask(whose)))
                .trpc("sync.syncItem", (person, whose) -> person.mutation("sync.syncItem", newTask(whose)))
                .own(OWN)
                .anothers("200 403 403 403 403")
                .nobodys("404 403 403 403 403");
        lines.to("an edit of an entity")
                .rest("POST /api/v1/sync/items", (person, whose) -> person.post(ITEMS, taskEdit(whose)))
                .trpc("sync.syncItem", (person, whose) -> person.mutation("sync.syncItem", taskEdit(whose)))
                .own(OWN)
                .anothers(ANOTHERS)
                .nobodys(NOBODYS);
        lines.to("the same, naming a project of his")
                .rest("POST /api/v1/sync/items", (person, whose) -> person.post(ITEMS, editIn(Whose.OWN, whose)))
                .own(OWN)
                .anothers("400 404 404 404 403")
                .nobodys(NOBODYS);
        lines.to("a deletion")
                .rest(
                        "POST /api/v1/sync/items",
                        (person, whose) -> person.post(ITEMS, deletion("task", world.task(whose))))
                .own("200 200 200 403 403")
                .anothers("200 404 404 403 403")
                .nobodys("404 404 404 403 403");
    }

    private void addBatches(Lines lines) {
        lines.to("an edit of an entity")
                .rest(
                        "POST /api/v1/sync/batches",
                        (person, whose) ->
                                person.post(BATCHES, batch(taskEdit(whose))).item())
                .trpc(
                        "sync.syncBatch",
                        (person, whose) -> person.mutation("sync.syncBatch", batch(taskEdit(whose)))
                                .item())
                .socket(
                        "sync:push",
                        (person, whose) ->
                                person.emit("sync:push", taskEdit(whose)).item())
                .own("APPLIED APPLIED APPLIED APPLIED FORBIDDEN")
                .anothers("APPLIED NOT_FOUND NOT_FOUND NOT_FOUND FORBIDDEN")
                .nobodys("NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND FORBIDDEN");
        lines.to("a creation in a project")
                .rest(
                        "POST /api/v1/sync/batches",
                        (person, whose) ->
                                person.post(BATCHES, batch(newTask(whose))).item())
                .socket(
                        "sync:push",
                        (person, whose) ->
                                person.emit("sync:push", newTask(whose)).item())
                .own("APPLIED APPLIED APPLIED APPLIED FORBIDDEN")
                .anothers("APPLIED FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN")
                .nobodys("NOT_FOUND FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN");
    }

    private void addWhatTells(Lines lines) {
        lines.to(REFERRING)
                .rest(
                        "POST /api/v1/sync/batches",
                        (person, whose) -> person.post(BATCHES, batch(referringEdit(whose)))
                                .item())
                .own("QUEUED QUEUED QUEUED QUEUED FORBIDDEN")
                .anothers("QUEUED NOT_FOUND NOT_FOUND NOT_FOUND FORBIDDEN")
                .nobodys("QUEUED QUEUED QUEUED QUEUED FORBIDDEN");
        lines.to(TAKEN)
                .rest(
                        "POST /api/v1/sync/batches",
                        (person, whose) ->
                                person.post(BATCHES, batch(creationAs(whose))).item())
                .own("ALREADY_EXISTS ALREADY_EXISTS ALREADY_EXISTS ALREADY_EXISTS FORBIDDEN")
                .anothers("ALREADY_EXISTS ALREADY_EXISTS ALREADY_EXISTS ALREADY_EXISTS FORBIDDEN")
                .nobodys("APPLIED APPLIED APPLIED APPLIED FORBIDDEN");
    }

    private Map<String, Object> referringEdit(Whose whose) throws Exception {
        return edit("task", world.task(whose), Map.of("parentId", "local:" + id()));
    }

    private Map<String, Object> creationAs(Whose whose) throws Exception {
        var creation = creation("task", world.project(Whose.OWN), TITLE);
        creation.put("entityId", world.task(whose));
        return creation;
    }

    private Map<String, Object> newTask(Whose whose) {
        return creation("task", world.project(whose), TITLE);
    }

    private Map<String, Object> taskEdit(Whose whose) throws Exception {
        return edit("task", world.task(whose), TITLE);
    }

    private Map<String, Object> editIn(Whose project, Whose whose) throws Exception {
        var edit = taskEdit(whose);
        edit.put("projectId", world.project(project));
        return edit;
    }

    private static Map<String, Object> batch(Map<String, Object> item) {
        return Map.of("items", List.of(item));
    }

    private void addDeadLetters(Lines lines) {
        lines.to("a dead letter of this device")
                .rest(
                        "POST /api/v1/sync/retries",
                        (person, whose) -> person.post(
                                        "/api/v1/sync/retries",
                                        Map.of("mutationIds", List.of(deadLetter(person, whose))))
                                .orEmpty("retried"))
                .trpc(
                        "sync.retryFailed",
                        (person, whose) -> person.mutation(
                                        "sync.retryFailed", Map.of("mutationIds", List.of(deadLetter(person, whose))))
                                .orEmpty("retried"))
                .own(ALL)
                .anothers("empty empty empty empty empty")
                .nobodys("empty empty empty empty empty");
        lines.to()
                .rest(
                        "DELETE /api/v1/sync/dead-letters/{mutationId}",
                        (person, whose) -> person.call(
                                "DELETE", "/api/v1/sync/dead-letters/" + deadLetter(world.admin(), whose), null))
                .own("204 403 403 403 403")
                .nobodys("404 403 403 403 403");
        lines.to()
                .rest(
                        "DELETE /api/v1/sync/dead-letters",
                        (person, whose) ->
                                person.call("DELETE", "/api/v1/sync/dead-letters?userId=" + World.STRANGER, null))
                .always("200 403 403 403 403");
    }

    private String deadLetter(Person person, Whose whose) throws Exception {
        return switch (whose) {
            case OWN, NONE -> world.deadLetter(person);
            case ANOTHERS -> world.deadLetter(world.admin());
            case NOBODYS -> id();
        };
    }

    private void addPulls(Lines lines) {
        lines.to("of a project")
                .rest(
                        "GET /api/v1/sync/updates",
                        (person, whose) -> person.get("/api/v1/sync/updates?projectIds=" + world.project(whose))
                                .orEmpty("changes"))
                .trpc(
                        "sync.getUpdates",
                        (person, whose) ->
                                person.query("sync.getUpdates", projects(whose)).orEmpty("changes"))
                .socket(
                        "sync:pull",
                        (person, whose) -> person.emit("sync:pull", projects(whose))
                                .orEmpty("changes")
                                .asStatus())
                .own(ALL)
                .anothers("200 empty empty empty empty")
                .nobodys("empty empty empty empty empty");
        lines.to("of a project")
                .rest(
                        "GET /api/v1/sync/digest",
                        (person, whose) -> person.get("/api/v1/sync/digest?projectIds=" + world.project(whose))
                                .orEmpty("items"))
                .trpc(
                        "sync.getDigest",
                        (person, whose) ->
                                person.query("sync.getDigest", projects(whose)).orEmpty("items"))
                .own(ALL)
                .anothers("200 empty empty empty empty")
                .nobodys("empty empty empty empty empty");
        lines.to("of its entities of a type")
                .rest(
                        "GET /api/v1/sync/digest",
                        (person, whose) -> person.get(
                                        "/api/v1/sync/digest?entityType=task&projectIds=" + world.project(whose))
                                .orEmpty("items"))
                .trpc(
                        "sync.getDigest",
                        (person, whose) -> person.query(
                                        "sync.getDigest",
                                        Map.of("projectIds", List.of(world.project(whose)), "entityType", "task"))
                                .orEmpty("items"))
                .own(OWN)
                .anothers("200 empty empty empty 403")
                .nobodys("empty empty empty empty 403");
    }

    private Map<String, Object> projects(Whose whose) {
        return Map.of("projectIds", List.of(world.project(whose)));
    }

    private void addOwnDevice(Lines lines) {
        lines.to()
                .rest("GET /api/v1/sync/status", (person, whose) -> person.get("/api/v1/sync/status"))
                .trpc("sync.getSyncStatus", (person, whose) -> person.query("sync.getSyncStatus", Map.of()))
                .always(ALL);
        lines.to("of this device")
                .rest("GET /api/v1/id-mappings", this::mapping)
                .own(ALL)
                .anothers("empty empty empty empty empty")
                .nobodys("empty empty empty empty empty");
    }

    private Answer mapping(Person person, Whose whose) throws Exception {
        var localId = "local:" + id();
        var creation = creation("clientwins", world.project(Whose.OWN), Map.of("name", "mapped"));
        creation.remove("entityId");
        creation.put("localId", localId);
        if (whose != Whose.NOBODYS) {
            var author = whose == Whose.OWN ? person : person.onAnotherDevice();
            World.push(author, creation);
        }
        return person.get("/api/v1/id-mappings?localId=" + localId).orEmpty("items");
    }
}
