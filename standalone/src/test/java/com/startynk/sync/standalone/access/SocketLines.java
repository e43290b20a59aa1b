package com.startynk.sync.standalone.access;

import java.util.List;
import java.util.Map;

/** What only sockets do. */
final class SocketLines {

    private static final String ALL = "ok ok ok ok ok";

    private final World world;

    SocketLines(World world) {
        this.world = world;
    }

    void addTo(Lines lines) {
        lines.to("a project")
                .socket("subscribe", (person, whose) -> person.emit("subscribe", project(whose)))
                .own(ALL)
                .anothers("ok FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN")
                .nobodys("FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN");
        lines.to("an entity")
                .socket("subscribe", (person, whose) -> person.emit("subscribe", task(whose)))
                .own("ok ok ok ok FORBIDDEN")
                .anothers("ok FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN")
                .nobodys("FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN");
        lines.to("a project")
                .socket("unsubscribe", (person, whose) -> person.emit("unsubscribe", project(whose)))
                .own(ALL)
                .anothers(ALL)
                .nobodys(ALL);
        lines.to("a project")
                .socket("presence:update", (person, whose) -> person.emit("presence:update", present(whose)))
                .socket("presence:list", (person, whose) -> person.emit("presence:list", oneProject(whose)))
                .own(ALL)
                .anothers("ok FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN")
                .nobodys("FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN");
        lines.to("by one's own token")
                .socket("session:renew", (person, whose) -> person.emit("session:renew", token(person)))
                .always(ALL);
        lines.to("by the token of another")
                .socket("session:renew", (person, whose) -> person.emit("session:renew", token(person.another())))
                .always("FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN");
        lines.to("by no token")
                .socket("session:renew", (person, whose) -> person.emit("session:renew", token(person.unknown())))
                .always("UNAUTHENTICATED UNAUTHENTICATED UNAUTHENTICATED UNAUTHENTICATED UNAUTHENTICATED");
    }

    private static Map<String, Object> token(Person person) {
        return Map.of("token", person.token());
    }

    private Map<String, Object> present(Whose whose) {
        return Map.of("status", "online", "projectId", world.project(whose), "screen", "tasks");
    }

    private Map<String, Object> oneProject(Whose whose) {
        return Map.of("projectId", world.project(whose));
    }

    private Map<String, Object> project(Whose whose) {
        return Map.of("projectIds", List.of(world.project(whose)));
    }

    private Map<String, Object> task(Whose whose) throws Exception {
        return Map.of("entities", List.of(Map.of("entityType", "task", "entityId", world.task(whose))));
    }
}
