package com.startynk.sync.command.merge;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** {@code MIN}, {@code MAX} and {@code FURTHEST}: one of the two values; a value beats none. */
final class ExtremeRule {

    private ExtremeRule() {}

    static @Nullable Object least(@Nullable Object client, @Nullable Object server, Comparator<Object> order) {
        return greatest(client, server, order.reversed());
    }

    /** Of values that are equal in this order the server's stays, so that nothing changes for nothing. */
    static @Nullable Object greatest(@Nullable Object client, @Nullable Object server, Comparator<Object> order) {
        if (client == null) {
            return server;
        }
        return server == null || order.compare(client, server) > 0 ? client : server;
    }
}
