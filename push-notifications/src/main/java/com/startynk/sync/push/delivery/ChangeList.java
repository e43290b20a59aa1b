package com.startynk.sync.push.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The entities of whose changes a notification tells, each with the version that the change gave it. Kept as text. */
final class ChangeList {

    static final ChangeList EMPTY = new ChangeList(Map.of());

    /** Of an entity that was noted down without one, by an earlier release. */
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final Map<String, Long> versions;

    private ChangeList(Map<String, Long> versions) {
        this.versions = versions;
    }

    static ChangeList of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return EMPTY;
        }
        var versions = new LinkedHashMap<String, Long>();
        for (var change : List.of(text.split(","))) {
            var colon = change.indexOf(':');
            versions.put(
                    colon < 0 ? change : change.substring(0, colon),
                    colon < 0 ? UNKNOWN : Long.parseLong(change.substring(colon + 1)));
        }
        return new ChangeList(versions);
    }

    boolean isEmpty() {
        return versions.isEmpty();
    }

    int size() {
        return versions.size();
    }

    boolean has(String entityId) {
        return versions.containsKey(entityId);
    }

    /** The same with a change more, or a later one of the same entity. */
    ChangeList with(String entityId, long version) {
        var more = new LinkedHashMap<>(versions);
        more.merge(entityId, version, Math::max);
        return new ChangeList(more);
    }

    Map<String, Long> versions() {
        return Map.copyOf(versions);
    }

    String text() {
        return versions.entrySet().stream()
                .map(change -> change.getKey() + ":" + change.getValue())
                .collect(Collectors.joining(","));
    }
}
