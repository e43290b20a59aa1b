package com.startynk.sync.query.entity;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Strong entity tags of versions, and conditions on them (RFC 9110, sections 8.8.3 and 13.1.2). */
final class EntityTags {

    private EntityTags() {}

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /** Whether an {@code If-None-Match} header names this tag, be it as a weak one. */
    static boolean matches(@Nullable String ifNoneMatch, String tag) {
        if (ifNoneMatch == null) {
            return false;
        }
        return Arrays.stream(ifNoneMatch.split(","))
                .map(String::strip)
                .map(candidate -> candidate.startsWith("W/") ? candidate.substring(2) : candidate)
                .anyMatch(candidate -> candidate.equals("*") || candidate.equals(tag));
    }
}
