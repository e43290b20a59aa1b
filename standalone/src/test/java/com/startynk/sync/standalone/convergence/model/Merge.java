package com.startynk.sync.standalone.convergence.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What meets in a contested field, and the contract's table of merge rules for it.
 *
 * @param keyAt when a key of the server's map was written
 */
record Merge(
        Object base,
        Object client,
        Object server,
        Instant clientAt,
        Instant serverAt,
        Function<String, Instant> keyAt) {

    Object by(Rule rule) {
        return switch (rule) {
            case LAST_WRITE -> clientAt.isBefore(serverAt) ? server : client;
            case MIN -> further(false);
            case MAX, FURTHEST -> further(true);
            case SUM -> whole(server) + whole(client) - whole(base);
            case UNION -> union();
            case MERGE_KEYS -> mergedKeys();
            case APPEND -> appended();
            case CLIENT -> client;
            case SERVER -> server;
            case MANUAL -> throw new IllegalArgumentException("a person decides");
        };
    }

    private Object further(boolean up) {
        if (client == null || server == null) {
            return client == null ? server : client;
        }
        var order = Ranks.of(client).compareTo(Ranks.of(server));
        return (up ? order > 0 : order < 0) ? client : server;
    }

    private static long whole(Object number) {
        return number == null ? 0 : (long) number;
    }

    /** A union that is left with nothing is an empty list. */
    private Object union() {
        var all = new LinkedHashSet<Object>(elements(server));
        all.addAll(elements(client));
        for (var element : elements(base)) {
            if (!elements(client).contains(element) || !elements(server).contains(element)) {
                all.remove(element);
            }
        }
        return new ArrayList<>(all);
    }

    private Object mergedKeys() {
        var all = new LinkedHashSet<>(keys(server).keySet());
        all.addAll(keys(client).keySet());
        var merged = new LinkedHashMap<String, Object>();
        for (var key : all) {
            var value = mergedKey(key);
            if (value != null) {
                merged.put(key, value);
            }
        }
        return merged;
    }

    private Object mergedKey(String key) {
        var before = keys(base).get(key);
        var theirs = keys(client).get(key);
        var ours = keys(server).get(key);
        if (Objects.equals(before, theirs)) {
            return ours;
        }
        return !Objects.equals(before, ours) && clientAt.isBefore(keyAt.apply(key)) ? ours : theirs;
    }

    private Object appended() {
        var lines = new ArrayList<>(lines(server));
        for (var line : lines(client)) {
            if (!lines(base).contains(line) && !lines.contains(line)) {
                lines.add(line);
            }
        }
        return lines.isEmpty() ? null : String.join("\n", lines);
    }

    private static List<?> elements(Object list) {
        return list == null ? List.of() : (List<?>) list;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> keys(Object map) {
        return map == null ? Map.of() : (Map<String, Object>) map;
    }

    private static List<String> lines(Object text) {
        return text == null ? List.of() : List.of(((String) text).split("\n"));
    }
}
