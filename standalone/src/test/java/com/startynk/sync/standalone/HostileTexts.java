package com.startynk.sync.standalone;

import java.util.LinkedHashMap;
import java.util.Map;

/** Texts that have brought down somebody or other, each by what it is. */
final class HostileTexts {

    static final Map<String, String> ALL = texts();

    private HostileTexts() {}

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
}
