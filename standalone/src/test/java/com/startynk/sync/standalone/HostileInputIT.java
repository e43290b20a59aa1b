package com.startynk.sync.standalone;

import static com.startynk.sync.standalone.Entrances.GETS;
import static com.startynk.sync.standalone.Entrances.HEADERS;
import static com.startynk.sync.standalone.Entrances.POSTS;
import static com.startynk.sync.standalone.Entrances.PUSHES;
import static com.startynk.sync.standalone.HostileBodies.item;
import static com.startynk.sync.standalone.HostileBodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Whatever a client sends, it is answered, and never by a fault of the server's; afterwards it works as before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputIT {

    /** A table that was cut short by mistake is to be noticed. */
    private static final int MOST_OF_THEM = 5000;

    private Installation installation;
    private RawHttp http;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        installation = new Installation(folder).start().awaitReady();
        http = new RawHttp(installation, Files.readString(installation.data().resolve("jwt-secret")));
    }

    @AfterAll
    void worksAsBeforeAndStops() throws IOException {
        try {
            assertThat(http.post("/api/v1/sync/items", item().toString()))
                    .startsWith("HTTP/1.1 200")
                    .contains("APPLIED");
            assertThat(http.get("/actuator/health/readiness")).startsWith("HTTP/1.1 200");
            assertThat(installation.output()).doesNotContain("ERROR", "Exception");
            assertThat(http.sent()).as("requests").isGreaterThan(MOST_OF_THEM);
            System.out.println("Hostile input: " + http.sent() + " requests, none answered by a fault of the server");
        } finally {
            installation.close();
        }
    }

    private static void assertAnswered(String what, String answer) {
        assertThat(answer).as(what).startsWith("HTTP/1.1 ");
        var status = Integer.parseInt(answer.substring(9, 12));
        assertThat(status < 500 || status == 503 || status == 501 || status == 505)
                .as("%s: %s", what, answer.substring(0, Math.min(400, answer.length())))
                .isTrue();
        assertThat(answer).as(what).doesNotContain("Exception", "\tat ");
        assertThat(answer.substring(0, answer.indexOf("\r\n\r\n"))).as(what).doesNotContain("Set-Cookie");
    }

    /** What has no end is read no further, and then the answer may be lost with the connection. */
    private static void assertAnsweredOrCut(String what, String answer) {
        if (!answer.isEmpty()) {
            assertAnswered(what, answer);
        }
    }

    @TestFactory
    List<DynamicTest> textsInItems() {
        var tests = new ArrayList<DynamicTest>();
        HostileTexts.ALL.forEach((what, text) -> tests.add(DynamicTest.dynamicTest(what, () -> {
            for (var member : List.of(
                    "mutationId",
                    "entityType",
                    "operation",
                    "entityId",
                    "localId",
                    "projectId",
                    "baseVersion",
                    "priority",
                    "clientTimestamp",
                    "checksum",
                    "data",
                    text)) {
                var item = item().put(member, text).toString();
                for (var way : PUSHES.entrySet()) {
                    assertAnswered(
                            member + " " + way.getKey(),
                            http.post(way.getKey(), way.getValue().formatted(item)));
                }
            }
            for (var field :
                    List.of("title", "status", "progress", "assigneeIds", "dueOn", "checklist", "parentId", text)) {
                var item = item();
                ((ObjectNode) item.get("data")).put(field, text);
                assertAnswered("data." + field, http.post("/api/v1/sync/items", item.toString()));
            }
        })));
        return tests;
    }

    @TestFactory
    List<DynamicTest> textsInUrls() {
        var tests = new ArrayList<DynamicTest>();
        HostileTexts.ALL.forEach((what, text) -> tests.add(DynamicTest.dynamicTest(what, () -> {
            var escaped = URLEncoder.encode(text.replaceAll("[\ud800-\udfff]", "?"), StandardCharsets.UTF_8);
            for (var path : GETS) {
                assertAnswered(path, http.get(path.formatted(escaped)));
            }
            for (var path : List.of("/api/v1/auth/devices/%s", "/api/v1/sync/dead-letters/%s", "/api/v1/%s")) {
                assertAnswered(path, http.send(http.head("DELETE " + path.formatted(escaped)) + "\r\n", new byte[0]));
            }
        })));
        return tests;
    }

    @Test
    void escapesThatAreNone() throws IOException {
        for (var escape : List.of(
                "%",
                "%zz",
                "%f",
                "%ff",
                "%c0%af",
                "%ed%a0%80",
                "%u0000",
                "%00",
                "%2e%2e%2f",
                "%252e",
                ";a=b",
                "//",
                "\u00e9",
                "{",
                "\\",
                "^",
                "|")) {
            for (var path : GETS) {
                assertAnswered(
                        path + " " + escape,
                        http.get(path.replace("%1$s", escape).replace("%s", escape)));
            }
        }
    }

    @TestFactory
    List<DynamicTest> textsInHeaders() {
        var tests = new ArrayList<DynamicTest>();
        HostileTexts.ALL.forEach((what, text) -> tests.add(DynamicTest.dynamicTest(what, () -> {
            for (var header : HEADERS) {
                assertAnswered(header, http.get("/api/v1/sync/status", header + ": " + text));
                assertAnswered(header, http.get("/trpc/sync.getSyncStatus", header + ": " + text));
            }
        })));
        return tests;
    }

    @TestFactory
    List<DynamicTest> bodies() {
        var tests = new ArrayList<DynamicTest>();
        HostileBodies.all()
                .forEach((what, body) -> tests.add(DynamicTest.dynamicTest(what, () -> {
                    for (var path : POSTS) {
                        assertAnswered(path, http.post(path, body));
                    }
                })));
        return tests;
    }

    @Test
    void floodsOfHeaders() throws IOException {
        for (var many : new int[] {50, 99, 101, 1000, 20_000}) {
            assertAnsweredOrCut(many + " headers", http.get("/api/v1/sync/status", headers(many, "x")));
            assertAnsweredOrCut(
                    many + " long headers", http.get("/api/v1/sync/status", headers(many, "x".repeat(500))));
        }
        for (var length : new int[] {8_000, 65_000, 120_000, 140_000}) {
            assertAnsweredOrCut(
                    "a header of " + length, http.get("/api/v1/sync/status", "X-Long: " + "x".repeat(length)));
            assertAnsweredOrCut(
                    "a token of " + length,
                    http.get("/api/v1/sync/status", "Authorization: Bearer " + "x".repeat(length)));
            assertAnsweredOrCut("a URL of " + length, http.get("/api/v1/sync/updates?cursor=" + "x".repeat(length)));
            assertAnsweredOrCut("a path of " + length, http.get("/trpc/" + ",".repeat(length) + "?batch=1"));
        }
        assertAnswered(
                "many tags",
                http.get(
                        "/api/v1/entities/task/" + UUID.randomUUID(),
                        "If-None-Match: " + "\"1\", ".repeat(10_000) + "\"1\""));
        assertAnswered("many parameters", http.get("/api/v1/sync/updates?" + "projectIds=a&".repeat(9000)));
    }

    private static String[] headers(int many, String value) {
        var headers = new String[many];
        java.util.Arrays.setAll(headers, n -> "X-" + n + ": " + value);
        return headers;
    }

    @Test
    void requestsThatContradictThemselves() throws IOException {
        var path = "POST /api/v1/sync/items";
        var json = "Content-Type: application/json";
        for (var headers : List.of(
                new String[] {json, "Content-Length: -1"},
                new String[] {json, "Content-Length: 99999999999999999999"},
                new String[] {json, "Content-Length: x"},
                new String[] {json, "Content-Length: 2", "Content-Length: 3"},
                new String[] {json, "Content-Length: 2", "Transfer-Encoding: chunked"},
                new String[] {json, "Transfer-Encoding: chunked, identity"},
                new String[] {json, "Transfer-Encoding: gzip"},
                new String[] {json, "Transfer-Encoding: chunked"},
                new String[] {json, "Content-Encoding: gzip", "Content-Length: 2"},
                new String[] {json, "Expect: 100-continue", "Content-Length: 2"},
                new String[] {json, "Expect: nonsense", "Content-Length: 2"},
                new String[] {json, "Upgrade: websocket", "Content-Length: 2"},
                new String[] {"Content-Type: multipart/form-data; boundary=x", "Content-Length: 2"},
                new String[] {"Content-Type: application/x-www-form-urlencoded", "Content-Length: 2"},
                new String[] {"Content-Type: application/json; charset=nonsense", "Content-Length: 2"})) {
            assertAnswered(
                    String.join(", ", headers), http.send(http.head(path, headers) + "\r\n", utf8("{}\r\n0\r\n\r\n")));
        }
        for (var chunks : List.of(
                "zz\r\n{}\r\n0\r\n\r\n",
                "ffffffffffffffff\r\n{}",
                "-2\r\n{}",
                "2\r\n{}x0\r\n\r\n",
                "2;" + "x".repeat(20_000) + "\r\n{}\r\n0\r\n\r\n",
                "0\r\n" + "X: y\r\n".repeat(5000) + "\r\n")) {
            assertAnswered(
                    "chunks " + chunks.substring(0, Math.min(20, chunks.length())),
                    http.send(http.head(path, json, "Transfer-Encoding: chunked") + "\r\n", utf8(chunks)));
        }
        for (var line : List.of(
                "PRI * HTTP/2.0",
                "GET / HTTP/9.9",
                "GET /",
                "BREW /api/v1/sync/items HTTP/1.1",
                "TRACE /api/v1/sync/status HTTP/1.1",
                "CONNECT x:1 HTTP/1.1",
                "GET http://elsewhere/api/v1/sync/status HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "\u0000\u0001\u0002 \u0003 \u0004")) {
            var answer = http.send(line + "\r\nHost: x\r\nConnection: close\r\n\r\n", new byte[0]);
            // The oldest HTTP has no status line.
            assertAnsweredOrCut(line, answer.startsWith("HTTP/") ? answer : "");
            assertThat(answer).as(line).doesNotContain("Exception", "\tat ");
        }
    }
}
