package com.startynk.sync.standalone;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that are too deep, too large, too many, or nothing that was ever meant; and one that is well. */
final class HostileBodies {

    private static final JsonMapper JSON = JsonMapper.shared();

    private HostileBodies() {}

    /** Each by what it is. */
    static Map<String, byte[]> all() {
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
        return bodies;
    }

    /** An item that is applied as it is. */
    static ObjectNode item() {
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

    static byte[] utf8(String text) {
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
}
