package com.startynk.sync.command.merge;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code UNION}: three-way set. What either side added is in, what either side removed of the base is out. */
final class UnionRule {

    private UnionRule() {}

    static @Nullable Object merged(@Nullable Object base, @Nullable Object client, @Nullable Object server) {
        var merged = new LinkedHashSet<@Nullable Object>(elements(server));
        merged.addAll(elements(client));
        var before = elements(base);
        var ours = elements(server);
        var theirs = elements(client);
        merged.removeIf(element -> before.contains(element) && !(ours.contains(element) && theirs.contains(element)));
        return merged.isEmpty() && (client == null || server == null) ? null : List.copyOf(merged);
    }

    private static Set<@Nullable Object> elements(@Nullable Object value) {
        return value == null ? new LinkedHashSet<>() : new LinkedHashSet<@Nullable Object>((List<?>) value);
    }
}
