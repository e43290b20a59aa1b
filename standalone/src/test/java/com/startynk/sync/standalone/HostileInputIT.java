package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whatever a client sends, it is answered, and never by a fault of the server's; afterwards it works as before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The paths that take a body, and how an item is put into one. */
    private static final Map<String, String> PUSHES = Map.of(
            "/api/v1/sync/items", "%s",
            "/trpc/sync.syncItem", "%s",
            "/api/v1/sync/batches", "{\"items\":[%s]}",
            "/trpc/sync.syncBatch", "{\"items\":[%s]}",
            "/trpc/sync.syncItem,sync.syncBatch?batch=1", "{\"0\":%1$s,\"1\":{\"items\":[%1$s]}}");

    private static final List<String> POSTS = List.of(
            "/api/v1/sync/items",
            "/api/v1/sync/batches",
            "/api/v1/sync/retries",
            "/trpc/sync.syncItem",
            "/trpc/sync.syncBatch",
            "/trpc/sync.getUpdates",
            "/trpc/sync.syncItem,sync.getUpdates?batch=1",
            "/api/v1/auth/login",
            "/api/v1/auth/refresh",
            "/api/v1/auth/password",
            "/api/v1/auth/security-events",
            "/api/v1/push-tokens",
            "/api/v1/notifications/read",
            "/api/v1/conflicts/7d0e0000-0000-4000-8000-000000000001/resolution");

    private static final List<String> GETS = List.of(
            "/api/v1/entities/task/%s",
            "/api/v1/entities/%s",
            "/api/v1/entities/%1$s/%1$s",
            "/api/v1/entities/task?projectId=%s",
            "/api/v1/entities/task?sort=%s",
            "/api/v1/entities/task?title=%s",
            "/api/v1/entities/task?cursor=%s",
            "/api/v1/entities/task?%s=1",
            "/api/v1/sync/updates?cursor=%s",
            "/api/v1/sync/updates?since=%s",
            "/api/v1/sync/updates?projectIds=%s",
            "/api/v1/sync/updates?entityTypes=%s",
            "/api/v1/sync/updates?limit=%s",
            "/api/v1/sync/digest?projectIds=%s&entityType=%1$s&prefix=%1$s",
            "/api/v1/conflicts?status=%s",
            "/api/v1/conflicts?projectId=%s",
            "/api/v1/conflicts/%s",
            "/api/v1/id-mappings?localId=%s",
            "/api/v1/notifications?cursor=%s",
            "/api/v1/%s",
            "/trpc/%s",
            "/trpc/sync.getUpdates?input=%s",
            "/trpc/%1$s,%1$s?batch=1&input=%1$s",
            "/%s");

    private static final List<String> HEADERS = List.of(
            "Authorization",
            "If-None-Match",
            "Content-Type",
            "X-Sync-Consistency",
            "Accept",
            "X-Forwarded-For",
            "Cookie");

    private static final Map<String, String> TEXTS = texts();

    /** A table that was cut short by mistake is to be noticed. */
    private static final int MOST_OF_THEM = 5000;

    private Installation installation;
    private String secret;
    private int sent;

    private static Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("SQL in quotes", "'; DROP TABLE entity_row; --");
        texts.put("SQL that is true", "' OR '1'='1");
        texts.put("SQL that sleeps", "1); SELECT SLEEP(30); --");
        texts.put("an escaped quote", "\\'\\\"\\\\");
        texts.put("a template of one kind", "{{7*7}}${7*7}#{7*7}<%= 7*7 %>");
        texts.put("a name to look up", "${jndi:ldap://127.0.0.1:1/x}");
        texts.put("an expression", "T(java.lang.Runtime).getRuntime().exec('true')");
        texts.put("a script", "<script>alert(1)</script>");
        texts.put("a way up", "../../../../etc/passwd");
        texts.put("a format", "%s%n%x%1$s");
        texts.put("Redis lines", "x\r\nFLUSHALL\r\n");
        texts.put("header lines", "x\r\nSet-Cookie: a=b");
        texts.put("a NUL", "a\u0000b");
        texts.put("control characters", "\u0001\u0008\u001b[31m\u007f");
        texts.put("half a surrogate pair", "a\ud800b");
        texts.put("the other half", "a\udc00b");
        texts.put("a text that runs backwards", "\u202Edcba\u202C");
        texts.put("what cannot be seen", "\u200b\u200c\u200d\ufeff\u2060");
        texts.put("a pile of accents", "e" + "\u0301".repeat(500));
        texts.put("digits of another script", "\u0667\u0668\u0669");
        texts.put(
                "a UUID in wide letters",
                "\uff10\uff10\uff10\uff10\uff10\uff10\uff10\uff10-0000-4000-8000-000000000001");
        texts.put("letters that look alike", "t\u0430sk");
        texts.put("letters that grow when they are made small", "\u0130\u0130\u0130");
        texts.put("emoji", "\ud83c\udfd7\ufe0f\ud83d\udc77\ud83c\udffd");
        texts.put("a local id with spaces", "local: \t");
        texts.put("a local id that is none", "local:");
        texts.put("a name of JavaScript's", "__proto__");
        texts.put("a number without end", "9".repeat(400));
        texts.put("a number beyond all", "1e999999999");
        texts.put("nothing", "");
        texts.put("a long text", "x".repeat(9000));
        texts.put("a day that is none", "2026-02-30T25:61:61+99:99");
        texts.put("the end of time", "+999999999-12-31T23:59:59Z");
        return texts;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        installation = new Installation(folder).start().awaitReady();
        secret = Files.readString(installation.data().resolve("jwt-secret"));
    }

    @AfterAll
    void worksAsBeforeAndStops() throws IOException {
        try {
            assertThat(post("/api/v1/sync/items", item().toString()))
                    .startsWith("HTTP/1.1 200")
                    .contains("APPLIED");
            assertThat(get("/actuator/health/readiness")).startsWith("HTTP/1.1 200");
            assertThat(installation.output()).doesNotContain("ERROR", "Exception");
            assertThat(sent).as("requests").isGreaterThan(MOST_OF_THEM);
            System.out.println("Hostile input: " + sent + " requests, none answered by a fault of the server");
        } finally {
            installation.close();
        }
    }

    /** Each call comes from a device of its own: limits are not what is tried here. */
    private String token() {
        return Tokens.of("mallory", UUID.randomUUID().toString(), "ADMIN", secret);
    }

    /** What came back, to the letter; sent without a client library that would mend it. */
    private String send(String head, byte[] body) throws IOException {
        sent++;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), installation.port())) {
            socket.setSoTimeout(30_000);
            write(socket.getOutputStream(), head, body);
            return read(socket.getInputStream());
        }
    }

    private static void write(OutputStream out, String head, byte[] body) {
        try {
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
        } catch (IOException e) {
            // Cut off in the middle: whether with an answer shows when it is read.
        }
    }

    /** All that there is, also where the connection is torn down behind it. */
    private static String read(InputStream in) {
        var answer = new ByteArrayOutputStream();
        try {
            in.transferTo(answer);
        } catch (IOException e) {
            assertThat(e).isNotInstanceOf(SocketTimeoutException.class);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private String get(String path, String... headers) throws IOException {
        return send(head("GET " + path, headers) + "\r\n", new byte[0]);
    }

    private String post(String path, byte[] body) throws IOException {
        return send(
                head("POST " + path, "Content-Type: application/json", "Content-Length: " + body.length) + "\r\n",
                body);
    }

    private String post(String path, String body) throws IOException {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    private String head(String line, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        if (all.stream().noneMatch(header -> header.startsWith("Authorization:"))) {
            all.add("Authorization: Bearer " + token());
        }
        return line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + String.join("\r\n", all) + "\r\n";
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

    private static ObjectNode item() {
        var item = JSON.createObjectNode()
                .put("mutationId", UUID.randomUUID().toString())
                .put("entityType", "task")
                .put("operation", "CREATE")
                .put("entityId", UUID.randomUUID().toString())
                .put("projectId", "org")
                .put("priority", "NORMAL")
                .put("clientTimestamp", "2026-11-23T08:00:00Z");
        item.set("data", JSON.createObjectNode().put("title", "Pour slab"));
        return item;
    }

    @TestFactory
    List<DynamicTest> textsInItems() {
        var tests = new ArrayList<DynamicTest>();
        TEXTS.forEach((what, text) -> tests.add(DynamicTest.dynamicTest(what, () -> {
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
                            post(way.getKey(), way.getValue().formatted(item)));
                }
            }
            for (var field :
                    List.of("title", "status", "progress", "assigneeIds", "dueOn", "checklist", "parentId", text)) {
                var item = item();
                ((ObjectNode) item.get("data")).put(field, text);
                assertAnswered("data." + field, post("/api/v1/sync/items", item.toString()));
            }
        })));
        return tests;
    }

    @TestFactory
    List<DynamicTest> textsInUrls() {
        var tests = new ArrayList<DynamicTest>();
        TEXTS.forEach((what, text) -> tests.add(DynamicTest.dynamicTest(what, () -> {
            var escaped = URLEncoder.encode(text.replaceAll("[\ud800-\udfff]", "?"), StandardCharsets.UTF_8);
            for (var path : GETS) {
                assertAnswered(path, get(path.formatted(escaped)));
            }
            for (var path : List.of("/api/v1/auth/devices/%s", "/api/v1/sync/dead-letters/%s", "/api/v1/%s")) {
                assertAnswered(path, send(head("DELETE " + path.formatted(escaped)) + "\r\n", new byte[0]));
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
                        path + " " + escape, get(path.replace("%1$s", escape).replace("%s", escape)));
            }
        }
    }

    @TestFactory
    List<DynamicTest> textsInHeaders() {
        var tests = new ArrayList<DynamicTest>();
        TEXTS.forEach((what, text) -> tests.add(DynamicTest.dynamicTest(what, () -> {
            for (var header : HEADERS) {
                assertAnswered(header, get("/api/v1/sync/status", header + ": " + text));
                assertAnswered(header, get("/trpc/sync.getSyncStatus", header + ": " + text));
            }
        })));
        return tests;
    }

    @TestFactory
    List<DynamicTest> bodies() {
        var bodies = new LinkedHashMap<String, byte[]>();
        for (var depth : new int[] {63, 64, 65, 500, 1000, 1001, 5000, 100_000, 1_000_000}) {
            bodies.put(depth + " arrays in one another", utf8("[".repeat(depth) + "]".repeat(depth)));
            bodies.put(depth + " objects in one another", utf8("{\"a\":".repeat(depth) + "1" + "}".repeat(depth)));
            bodies.put(depth + " arrays that are never closed", utf8("[".repeat(depth)));
            bodies.put(
                    "an item with " + depth + " arrays",
                    utf8("{\"data\":{\"title\":" + "[".repeat(depth) + "]".repeat(depth) + "}}"));
        }
        bodies.put("an object of 100,000 members", utf8("{" + members(100_000, "1") + "}"));
        bodies.put(
                "an item of 100,000 members",
                utf8(item().toString().replaceFirst("}$", "," + members(100_000, "1") + "}")));
        bodies.put(
                "data of 100,000 fields",
                utf8("{\"entityType\":\"task\",\"operation\":\"CREATE\",\"data\":{" + members(100_000, "1") + "}}"));
        bodies.put(
                "a checklist of 100,000 keys",
                utf8(item().toString()
                        .replace("\"title\":", "\"checklist\":{" + members(100_000, "true") + "},\"title\":")));
        bodies.put("an array of 500,000 elements", utf8("[" + "1,".repeat(500_000) + "1]"));
        bodies.put("a batch of 100,000 items", utf8("{\"items\":[" + "{},".repeat(100_000) + "{}]}"));
        bodies.put("a batch of numbers", utf8("{\"items\":[1,2,null,\"x\",[],{}]}"));
        bodies.put("keys of one hash", utf8("{" + colliding() + "}"));
        bodies.put("a name a million letters long", utf8("{\"" + "x".repeat(1_000_000) + "\":1}"));
        bodies.put("a text of seven million letters", utf8("{\"mutationId\":\"" + "x".repeat(7_000_000) + "\"}"));
        bodies.put("a number of a million digits", utf8("{\"baseVersion\":" + "9".repeat(1_000_000) + "}"));
        bodies.put(
                "a number with a huge exponent",
                utf8("{\"baseVersion\":1e2147483647,\"data\":{\"progress\":-1E-999999999}}"));
        bodies.put("members twice", utf8("{\"items\":[],\"items\":[]}"));
        bodies.put("a comment", utf8("/* */{}"));
        bodies.put("NaN", utf8("{\"data\":{\"progress\":NaN}}"));
        bodies.put("two values", utf8("{}{}"));
        bodies.put("a byte order mark", new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '{', '}'});
        bodies.put("UTF-16", "{\"items\":[]}".getBytes(StandardCharsets.UTF_16));
        bodies.put("UTF-32", "{\"items\":[]}".getBytes(java.nio.charset.Charset.forName("UTF-32")));
        bodies.put(
                "bytes that are no UTF-8",
                new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc0, (byte) 0xaf, '"', '}'});
        bodies.put("zeros", new byte[1000]);
        bodies.put("compressed zeros", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3});
        bodies.put(
                "XML that refers to a file",
                utf8("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"));
        bodies.put(
                "a type to be made",
                utf8("{\"@class\":\"java.net.URL\",\"@type\":\"javax.script.ScriptEngineManager\"}"));
        bodies.put("half a text", utf8("{\"items\":[{\"mutationId\":\""));
        for (var plain : List.of(
                "",
                " ",
                "null",
                "true",
                "7",
                "\"x\"",
                "[]",
                "{}",
                "{\"items\":{}}",
                "{\"items\":null}",
                "{\"items\":\"x\"}")) {
            bodies.put("the body " + plain, utf8(plain));
        }
        var tests = new ArrayList<DynamicTest>();
        bodies.forEach((what, body) -> tests.add(DynamicTest.dynamicTest(what, () -> {
            for (var path : POSTS) {
                assertAnswered(path, post(path, body));
            }
        })));
        return tests;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String members(int many, String value) {
        var members = new StringBuilder();
        for (var n = 0; n < many; n++) {
            members.append(n == 0 ? "" : ",")
                    .append("\"k")
                    .append(n)
                    .append("\":")
                    .append(value);
        }
        return members.toString();
    }

    /** Two letters each, "Aa" or "BB", whose hash is the same: 65,536 names of sixteen pairs. */
    private static String colliding() {
        var members = new StringBuilder();
        for (var n = 0; n < 1 << 16; n++) {
            members.append(n == 0 ? "\"" : ",\"");
            for (var bit = 0; bit < 16; bit++) {
                members.append((n >> bit & 1) == 0 ? "Aa" : "BB");
            }
            members.append("\":1");
        }
        return members.toString();
    }

    @Test
    void floodsOfHeaders() throws IOException {
        for (var many : new int[] {50, 99, 101, 1000, 20_000}) {
            assertAnsweredOrCut(many + " headers", get("/api/v1/sync/status", headers(many, "x")));
            assertAnsweredOrCut(many + " long headers", get("/api/v1/sync/status", headers(many, "x".repeat(500))));
        }
        for (var length : new int[] {8_000, 65_000, 120_000, 140_000}) {
            assertAnsweredOrCut("a header of " + length, get("/api/v1/sync/status", "X-Long: " + "x".repeat(length)));
            assertAnsweredOrCut(
                    "a token of " + length, get("/api/v1/sync/status", "Authorization: Bearer " + "x".repeat(length)));
            assertAnsweredOrCut("a URL of " + length, get("/api/v1/sync/updates?cursor=" + "x".repeat(length)));
            assertAnsweredOrCut("a path of " + length, get("/trpc/" + ",".repeat(length) + "?batch=1"));
        }
        assertAnswered(
                "many tags",
                get(
                        "/api/v1/entities/task/" + UUID.randomUUID(),
                        "If-None-Match: " + "\"1\", ".repeat(10_000) + "\"1\""));
        assertAnswered("many parameters", get("/api/v1/sync/updates?" + "projectIds=a&".repeat(9000)));
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
            assertAnswered(String.join(", ", headers), send(head(path, headers) + "\r\n", utf8("{}\r\n0\r\n\r\n")));
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
                    send(head(path, json, "Transfer-Encoding: chunked") + "\r\n", utf8(chunks)));
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
            var answer = send(line + "\r\nHost: x\r\nConnection: close\r\n\r\n", new byte[0]);
            // The oldest HTTP has no status line.
            assertAnsweredOrCut(line, answer.startsWith("HTTP/") ? answer : "");
            assertThat(answer).as(line).doesNotContain("Exception", "\tat ");
        }
    }
}
