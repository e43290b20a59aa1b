package com.startynk.sync.catalog;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A user id as owners are compared by it. User ids are opaque, but where they are those of entities, a reference may have been
 * written in capitals.
 */
public final class OwnerKey {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private OwnerKey() {}

    public static String of(String userId) {
        return UUID.matcher(userId).matches() ? userId.toLowerCase(Locale.ROOT) : userId;
    }
}
