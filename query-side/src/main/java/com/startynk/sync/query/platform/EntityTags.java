package com.startynk.sync.query.platform;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Strong entity tags of versions, and conditions on them (RFC 9110, sections 8.8.3 and 13.1.2). */
public final class EntityTags {

    private EntityTags() {}

    public static String of(long version) {
        return of(Long.toString(version));
    }

    /** The tag of a version that is given without quotes. */
    public static String of(String version) {
        return "\"" + version + "\"";
    }

    /** Whether an {@code If-None-Match} header names this tag, be it as a weak one. */
    public static boolean matches(@Nullable String ifNoneMatch, String tag) {
        if (ifNoneMatch == null) {
            return false;
        }
        return Arrays.stream(ifNoneMatch.split(","))
                .map(String::strip)
                .map(candidate -> candidate.startsWith("W/") ? candidate.substring(2) : candidate)
                .anyMatch(candidate -> candidate.equals("*") || candidate.equals(tag));
    }
}
