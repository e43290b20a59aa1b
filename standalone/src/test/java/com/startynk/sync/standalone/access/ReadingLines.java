package com.startynk.sync.standalone.access;

import static com.startynk.sync.standalone.access.World.id;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reading, conflicts and notifications, and what a server says of itself. */
final class ReadingLines {

    private static final String ALL = "200 200 200 200 200";
    private static final Map<String, Object> PAY =
            Map.of("workerId", id(), "periodStart", "2026-11-01", "periodEnd", "2026-11-30");

    private final World world;

    ReadingLines(World world) {
        this.world = world;
    }

    void addTo(Lines lines) {
        addEntities(lines);
        addConflicts(lines);
        addNotifications(lines);
        addDashboards(lines);
        addAnnouncements(lines);
        addOperations(lines);
    }

    private void addEntities(Lines lines) {
        lines.to("a task")
                .rest(
                        "GET /api/v1/entities/{type}/{id}",
                        (person, whose) -> person.get("/api/v1/entities/task/" + world.task(whose)))
                .own("200 200 200 200 403")
                .anothers("200 404 404 404 403")
                .nobodys("404 404 404 404 403");
        lines.to("a payroll")
                .rest(
                        "GET /api/v1/entities/{type}/{id}",
                        (person, whose) ->
                                person.get("/api/v1/entities/payroll/" + world.entity("payroll", whose, PAY)))
                .own("200 200 403 403 200")
                .anothers("200 404 403 403 404")
                .nobodys("404 404 403 403 404");
        lines.to("a project")
                .rest(
                        "GET /api/v1/entities/{type}/{id}",
                        (person, whose) -> person.get("/api/v1/entities/project/" + world.project(whose)))
                .own(ALL)
                .anothers("200 404 404 404 404")
                .nobodys("404 404 404 404 404");
        lines.to("a task, by the name of another type")
                .rest(
                        "GET /api/v1/entities/{type}/{id}",
                        (person, whose) -> person.get("/api/v1/entities/attendance/" + world.task(whose)))
                .own("404 404 404 404 404")
                .anothers("404 404 404 404 404")
                .nobodys("404 404 404 404 404");
        lines.to("tasks of a project")
                .rest(
                        "GET /api/v1/entities/{type}",
                        (person, whose) -> person.get("/api/v1/entities/task?projectId=" + world.project(whose)))
                .own("200 200 200 200 403")
                .anothers("200 403 403 403 403")
                .nobodys("404 403 403 403 403");
        lines.to("tasks of a project")
                .rest(
                        "GET /api/v1/entities/{type}/count",
                        (person, whose) -> person.get("/api/v1/entities/task/count?projectId=" + world.project(whose)))
                .own("200 200 200 200 403")
                .anothers("200 403 403 403 403")
                .nobodys("404 403 403 403 403");
        lines.to("those that a filter finds")
                .rest("GET /api/v1/entities/{type}/count", (person, whose) -> {
                    var title = "Task " + id();
                    world.entity("manualresolve", whose, Map.of("name", title));
                    return person.get("/api/v1/entities/manualresolve/count?name=" + title.replace(" ", "%20"))
                            .orEmpty("count");
                })
                .own(ALL)
                .anothers("200 empty empty empty empty")
                .nobodys("empty empty empty empty empty");
        lines.to("those that a filter finds")
                .rest("GET /api/v1/entities/{type}", (person, whose) -> {
                    var title = "Task " + id();
                    world.entity("manualresolve", whose, Map.of("name", title));
                    return person.get("/api/v1/entities/manualresolve?name=" + title.replace(" ", "%20"))
                            .orEmpty("items");
                })
                .own(ALL)
                .anothers("200 empty empty empty empty")
                .nobodys("empty empty empty empty empty");
        lines.to()
                .rest("GET /api/v1/cache/policies", (person, whose) -> person.get("/api/v1/cache/policies"))
                .always(ALL);
        lines.to()
                .rest(
                        "PATCH /api/v1/cache/policies/{entityType}",
                        (person, whose) ->
                                person.call("PATCH", "/api/v1/cache/policies/user", Map.of("ttlSeconds", 3600)))
                .always("200 403 403 403 403");
        lines.to()
                .rest(
                        "DELETE /api/v1/cache/policies/{entityType}",
                        (person, whose) -> person.call("DELETE", "/api/v1/cache/policies/user", null))
                .always("200 403 403 403 403");
        lines.to()
                .rest("GET /api/v1/cache/stats", (person, whose) -> person.get("/api/v1/cache/stats"))
                .always("200 403 403 403 403");
    }

    private void addConflicts(Lines lines) {
        lines.to("of a project")
                .rest("GET /api/v1/conflicts", (person, whose) -> {
                    world.conflict(whose);
                    return person.get("/api/v1/conflicts?projectId=" + world.project(whose))
                            .orEmpty("items");
                })
                .own(ALL)
                .anothers("200 403 403 403 403")
                .nobodys("404 403 403 403 403");
        lines.to()
                .rest(
                        "GET /api/v1/conflicts/{id}",
                        (person, whose) -> person.get("/api/v1/conflicts/" + world.conflict(whose)))
                .own(ALL)
                .anothers("200 404 404 404 404")
                .nobodys("404 404 404 404 404");
        lines.to()
                .rest(
                        "POST /api/v1/conflicts/{id}/resolution",
                        (person, whose) -> person.post(
                                "/api/v1/conflicts/" + world.conflict(whose) + "/resolution",
                                Map.of("resolution", "CLIENT")))
                .own("200 200 403 403 403")
                .anothers("200 404 404 404 404")
                .nobodys("404 404 404 404 404");
    }

    private void addNotifications(Lines lines) {
        lines.to()
                .rest("POST /api/v1/push-tokens", (person, whose) -> person.post("/api/v1/push-tokens", pushToken()))
                .trpc(
                        "notification.registerPushToken",
                        (person, whose) -> person.mutation("notification.registerPushToken", pushToken()))
                .always(ALL);
        lines.to()
                .rest("GET /api/v1/notifications", (person, whose) -> person.get("/api/v1/notifications"))
                .trpc(
                        "notification.getNotifications",
                        (person, whose) -> person.query("notification.getNotifications", Map.of()))
                .always(ALL);
        lines.to()
                .rest(
                        "POST /api/v1/notifications/read",
                        (person, whose) -> person.post("/api/v1/notifications/read", Map.of("ids", List.of(id())))
                                .orEmpty("updated"))
                .trpc(
                        "notification.markAsRead",
                        (person, whose) -> person.mutation("notification.markAsRead", Map.of("ids", List.of(id())))
                                .orEmpty("updated"))
                .nobodys("empty empty empty empty empty");
    }

    private void addDashboards(Lines lines) {
        for (var board : List.of("overview", "sync", "conflicts", "notifications", "cache")) {
            var path = "/api/v1/dashboard/" + board;
            lines.to().rest("GET " + path, (person, whose) -> person.get(path)).always("200 200 403 403 403");
        }
    }

    private void addAnnouncements(Lines lines) {
        lines.to("to oneself, or to another person")
                .rest(
                        "POST /api/v1/notifications/test",
                        (person, whose) -> person.post("/api/v1/notifications/test", recipient(person, whose)))
                .trpc(
                        "notification.sendTestNotification",
                        (person, whose) ->
                                person.mutation("notification.sendTestNotification", recipient(person, whose)))
                .own(ALL)
                .anothers("200 403 403 403 403")
                .nobodys("200 403 403 403 403");
        lines.to("to a project")
                .rest(
                        "POST /api/v1/notifications",
                        (person, whose) -> announce(person, Map.of("projectId", world.project(whose))))
                .own("201 201 403 403 403")
                .anothers("201 403 403 403 403")
                .nobodys("404 403 403 403 403");
        lines.to("one that is still to come")
                .rest(
                        "DELETE /api/v1/notifications/{id}",
                        (person, whose) ->
                                person.call("DELETE", "/api/v1/notifications/" + announcement(person, whose), null))
                .own("204 204 403 403 403")
                .anothers("204 404 403 403 403")
                .nobodys("404 404 403 403 403");
        lines.to()
                .rest(
                        "GET /api/v1/notifications/{id}/deliveries",
                        (person, whose) ->
                                person.get("/api/v1/notifications/" + announcement(person, whose) + "/deliveries"))
                .own("200 200 403 403 403")
                .anothers("200 404 403 403 403")
                .nobodys("404 404 403 403 403");
        lines.to()
                .rest(
                        "GET /api/v1/notifications/preferences",
                        (person, whose) -> person.get("/api/v1/notifications/preferences"))
                .always(ALL);
        lines.to()
                .rest(
                        "PUT /api/v1/notifications/preferences",
                        (person, whose) -> person.call(
                                "PUT", "/api/v1/notifications/preferences", Map.of("muted", List.of("TASKS"))))
                .always(ALL);
    }

    private static Map<String, Object> recipient(Person person, Whose whose) {
        return Map.of("userId", whose == Whose.OWN ? person.userId() : "somebody-" + id());
    }

    private static Answer announce(Person person, Map<String, Object> to) throws Exception {
        var input = new HashMap<String, Object>(to);
        input.put("type", "ANNOUNCEMENT");
        input.put("params", Map.of("title", "Storm", "body", "Secure the crane"));
        return person.post("/api/v1/notifications", input);
    }

    /** Made by the person himself where his role lets him, by an admin else; the id of none where there is none. */
    private String announcement(Person person, Whose whose) throws Exception {
        if (whose == Whose.NOBODYS) {
            return id();
        }
        var later = Map.<String, Object>of(
                "userIds",
                List.of("somebody-" + id()),
                "scheduledFor",
                Instant.now().plusSeconds(3600).toString());
        var made = announce(person, later);
        if (whose == Whose.ANOTHERS || !made.outcome().equals("201")) {
            made = announce(world.admin(), later);
        }
        return made.json().at("/notificationIds/0").stringValue();
    }

    private static Map<String, Object> pushToken() {
        return Map.of("token", "ExponentPushToken[" + id().replace("-", "").substring(0, 22) + "]", "platform", "ios");
    }

    private void addOperations(Lines lines) {
        lines.to()
                .rest("GET /actuator/health", (person, whose) -> person.get("/actuator/health"))
                .always(ALL);
        lines.to()
                .rest("GET /actuator/health/**", (person, whose) -> person.get("/actuator/health/readiness"))
                .always(ALL);
        lines.to()
                .rest("GET /actuator/prometheus", (person, whose) -> person.get("/actuator/prometheus"))
                .always(ALL);
        lines.to("asked for by a client, and not by the server itself")
                .rest("any /error", (person, whose) -> person.get("/error"))
                .always("404 404 404 404 404");
    }
}
