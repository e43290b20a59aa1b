package com.startynk.sync.standalone.access;

import java.util.Map;

/** Looking back. */
final class AuditLines {

    private final World world;

    AuditLines(World world) {
        this.world = world;
    }

    void addTo(Lines lines) {
        addEntities(lines);
        lines.to("of a project")
                .rest(
                        "GET /api/v1/audit/events",
                        (person, whose) -> person.get("/api/v1/audit/events?projectId=" + world.project(whose)))
                .own("200 200 403 403 403")
                .anothers("200 403 403 403 403")
                .nobodys("404 403 403 403 403");
        lines.to()
                .rest("GET /api/v1/audit/sessions", (person, whose) -> person.get("/api/v1/audit/sessions"))
                .always("200 403 403 403 403");
        lines.to()
                .rest("POST /api/v1/admin/replays", (person, whose) -> person.post("/api/v1/admin/replays", Map.of()))
                .always("202 403 403 403 403");
        lines.to()
                .rest("GET /api/v1/admin/replays", (person, whose) -> person.get("/api/v1/admin/replays"))
                .always("200 403 403 403 403");
        lines.to()
                .rest(
                        "DELETE /api/v1/admin/replays",
                        (person, whose) -> person.call("DELETE", "/api/v1/admin/replays", null))
                .always("204 403 403 403 403");
        lines.to()
                .rest("GET /api/v1/admin/projections", (person, whose) -> person.get("/api/v1/admin/projections"))
                .always("200 403 403 403 403");
        lines.to()
                .rest(
                        "GET /api/v1/admin/projections/dead-letters",
                        (person, whose) -> person.get("/api/v1/admin/projections/dead-letters"))
                .always("200 403 403 403 403");
        lines.to()
                .rest(
                        "POST /api/v1/admin/projections/dead-letters/retry",
                        (person, whose) -> person.post("/api/v1/admin/projections/dead-letters/retry", Map.of()))
                .always("200 403 403 403 403");
        lines.to()
                .rest("GET /api/v1/admin/realtime", (person, whose) -> person.get("/api/v1/admin/realtime"))
                .always("200 403 403 403 403");
        lines.to("why a device shows a task")
                .rest(
                        "GET /api/v1/sync/explain",
                        (person, whose) -> person.get("/api/v1/sync/explain?deviceId=" + person.deviceId()
                                + "&entityType=task&entityId=" + world.task(whose)))
                .own("200 403 403 403 403")
                .anothers("200 403 403 403 403")
                .nobodys("404 403 403 403 403");
    }

    private void addEntities(Lines lines) {
        addEntity(lines, "events", "events");
        addEntity(lines, "state", "state?version=1");
        addEntity(lines, "fields/{field}", "fields/title");
    }

    private void addEntity(Lines lines, String endpoint, String query) {
        lines.to("of a task")
                .rest(
                        "GET /api/v1/audit/entities/{type}/{id}/" + endpoint,
                        (person, whose) -> person.get("/api/v1/audit/entities/task/" + world.task(whose) + "/" + query))
                .own("200 200 403 403 403")
                .anothers("200 404 403 403 403")
                .nobodys("404 404 403 403 403");
    }
}
