package com.startynk.sync.command.cachepolicy;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Conditions on a version (RFC 9110, section 13.1.1). */
final class IfMatch {

    private IfMatch() {}

    static String tag(String version) {
        return "\"" + version + "\"";
    }

    /**
     * Whether a header lets a change be made. A weak tag never does: it promises less than the change needs.
     *
     * @param header null where there is none
     */
    static boolean holds(@Nullable String header, String version) {
        return header == null
                || Arrays.stream(header.split(","))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(tag(version)));
    }
}
