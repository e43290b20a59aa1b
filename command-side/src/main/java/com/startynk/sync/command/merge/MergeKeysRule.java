package com.startynk.sync.command.merge;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code MERGE_KEYS}: three-way by key. A key that one side left alone follows the other side; a key changed on both sides
 * follows the later edit of that key.
 */
final class MergeKeysRule {

    private MergeKeysRule() {}

    static @Nullable Object merged(Contest contest) {
        var base = keys(contest.base());
        var client = keys(contest.client());
        var server = keys(contest.server());
        var all = new LinkedHashSet<String>(server.keySet());
        all.addAll(client.keySet());
        var merged = new LinkedHashMap<String, Object>();
        for (var key : all) {
            var value = decide(key, base.get(key), client.get(key), server.get(key), contest);
            if (value != null) {
                merged.put(key, value);
            }
        }
        return merged.isEmpty() && (contest.client() == null || contest.server() == null) ? null : merged;
    }

    private static @Nullable Object decide(
            String key, @Nullable Object base, @Nullable Object client, @Nullable Object server, Contest contest) {
        if (Objects.equals(client, base)) {
            return server;
        }
        if (Objects.equals(server, base)) {
            return client;
        }
        return contest.clientAt().isBefore(contest.keyAt().apply(key)) ? server : client;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> keys(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
