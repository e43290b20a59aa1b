package com.startynk.sync.command.merge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code APPEND}: the server's lines, then those of the client's that are in neither base nor server, each once. */
final class AppendRule {

    private AppendRule() {}

    static @Nullable Object merged(@Nullable Object base, @Nullable Object client, @Nullable Object server) {
        var added = new LinkedHashSet<>(lines(client));
        lines(base).forEach(added::remove);
        lines(server).forEach(added::remove);
        if (added.isEmpty()) {
            return server;
        }
        var all = new ArrayList<>(lines(server));
        all.addAll(added);
        return String.join("\n", all);
    }

    private static List<String> lines(@Nullable Object text) {
        return text == null ? List.of() : List.of(((String) text).split("\n", -1));
    }
}
