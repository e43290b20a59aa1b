package com.startynk.sync.standalone.access;

import static com.startynk.sync.standalone.access.World.id;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Getting in, and the accounts of others. */
final class IdentityLines {

    private static final String ALL = "200 200 200 200 200";
    private static final String ALL_204 = "204 204 204 204 204";
    private static final String ADMINS = "204 403 403 403 403";

    private final World world;

    IdentityLines(World world) {
        this.world = world;
    }

    void addTo(Lines lines) {
        addSessions(lines);
        addDevices(lines);
        addAccounts(lines);
    }

    private void addSessions(Lines lines) {
        lines.to()
                .rest("POST /api/v1/auth/login", this::login)
                .own(ALL)
                .anothers("401 401 401 401 401")
                .nobodys("401 401 401 401 401");
        lines.to().rest("POST /api/v1/auth/refresh", this::refresh).own(ALL).nobodys("401 401 401 401 401");
        lines.to()
                .rest("POST /api/v1/auth/password", this::changePassword)
                .own(ALL)
                .anothers("403 403 403 403 403")
                .nobodys("403 403 403 403 403");
        lines.to()
                .rest("POST /api/v1/auth/logout", (person, whose) -> person.post("/api/v1/auth/logout", Map.of()))
                .always(ALL_204);
    }

    /** With another's name and a guessed password, or with a name that nobody has. */
    private Answer login(Person person, Whose whose) throws Exception {
        var login = new HashMap<>(world.login(person.another(), "WORKER"));
        if (whose != Whose.OWN) {
            login.put("password", "guessed");
        }
        if (whose == Whose.NOBODYS) {
            login.put("username", "nobody-" + id());
        }
        return person.post("/api/v1/auth/login", login);
    }

    private Answer refresh(Person person, Whose whose) throws Exception {
        var pair = person.post("/api/v1/auth/login", world.login(person.another(), "WORKER"));
        var token = pair.json().get("refreshToken").stringValue();
        var sent = whose == Whose.OWN ? token : "A".repeat(token.length());
        return person.post("/api/v1/auth/refresh", Map.of("refreshToken", sent));
    }

    /** As somebody whose password one does not know, or as one who has none. */
    private Answer changePassword(Person person, Whose whose) throws Exception {
        var somebody = person.another();
        var password = whose == Whose.NOBODYS
                ? "guessed"
                : world.login(somebody, "WORKER").get("password");
        return somebody.post(
                "/api/v1/auth/password",
                Map.of(
                        "currentPassword",
                        whose == Whose.ANOTHERS ? "guessed" : password,
                        "newPassword",
                        "long-enough-" + id()));
    }

    private void addDevices(Lines lines) {
        lines.to()
                .rest("GET /api/v1/auth/devices", (person, whose) -> person.get("/api/v1/auth/devices"))
                .always(ALL);
        lines.to()
                .rest(
                        "DELETE /api/v1/auth/devices",
                        (person, whose) -> person.another().call("DELETE", "/api/v1/auth/devices", null))
                .always(ALL_204);
        lines.to()
                .rest("DELETE /api/v1/auth/devices/{deviceId}", (person, whose) -> {
                    var owner = whose == Whose.OWN ? person.onAnotherDevice() : person.another();
                    if (whose != Whose.NOBODYS) {
                        World.require(owner.get("/api/v1/auth/devices"), "200");
                    }
                    return person.call("DELETE", "/api/v1/auth/devices/" + owner.deviceId(), null);
                })
                .own(ALL_204)
                .anothers("404 404 404 404 404")
                .nobodys("404 404 404 404 404");
    }

    private void addAccounts(Lines lines) {
        lines.to()
                .rest(
                        "PUT /api/v1/auth/users/{userId}/credentials",
                        (person, whose) -> person.call(
                                "PUT",
                                "/api/v1/auth/users/" + account(person, whose) + "/credentials",
                                Map.of("username", "u-" + id(), "password", id(), "roles", List.of("WORKER"))))
                .anothers(ADMINS)
                .nobodys(ADMINS);
        lines.to()
                .rest(
                        "POST /api/v1/auth/users/{userId}/disable",
                        (person, whose) ->
                                person.post("/api/v1/auth/users/" + account(person, whose) + "/disable", Map.of()))
                .own("403 403 403 403 403")
                .anothers(ADMINS)
                .nobodys("404 403 403 403 403");
        lines.to()
                .rest(
                        "POST /api/v1/auth/users/{userId}/enable",
                        (person, whose) ->
                                person.post("/api/v1/auth/users/" + account(person, whose) + "/enable", Map.of()))
                .anothers(ADMINS)
                .nobodys("404 403 403 403 403");
        lines.to()
                .rest(
                        "POST /api/v1/auth/users/{userId}/erasure",
                        (person, whose) ->
                                person.post("/api/v1/auth/users/" + account(person, whose) + "/erasure", Map.of()))
                .anothers("200 403 403 403 403")
                .nobodys("200 403 403 403 403");
        lines.to()
                .rest(
                        "POST /api/v1/auth/security-events",
                        (person, whose) -> person.post(
                                "/api/v1/auth/security-events",
                                Map.of("userId", account(person, whose), "reason", "lost-phone")))
                .anothers(ADMINS)
                .nobodys(ADMINS);
    }

    /** The user id of a person with a login, or of nobody. */
    private String account(Person person, Whose whose) throws Exception {
        if (whose == Whose.OWN) {
            return person.userId();
        }
        var other = person.another();
        if (whose == Whose.ANOTHERS) {
            world.login(other, "WORKER");
        }
        return other.userId();
    }
}
