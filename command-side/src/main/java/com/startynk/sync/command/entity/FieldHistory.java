package com.startynk.sync.command.entity;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one field was, version by version. A map is kept key by key: a long history of small changes to a large map then
 * costs by what changed, and each key knows when it was written.
 */
final class FieldHistory {

    /** Stands in {@link #whole} for a map whose content is in {@link #keys}. */
    private static final Map<String, Object> KEPT_BY_KEY = Map.of();

    private final ValueHistory whole = new ValueHistory();
    /** Made when they are needed: most fields never are, and there are many fields in memory. */
    private Map<String, ValueHistory> keys = Map.of();

    private Map<String, Sent> sent = Map.of();
    private @Nullable Object current;

    /**
     * What a device last asked for where something else was stored.
     *
     * @param version the entity's version after that edit
     */
    record Sent(long version, @Nullable Object value) {}

    @Nullable Object current() {
        return current;
    }

    void write(Write write) {
        var before = byKey(current);
        var after = byKey(write.value());
        for (var key : touched(before, after)) {
            if (!Objects.equals(before.get(key), after.get(key))) {
                keys = writable(keys);
                keys.computeIfAbsent(key, any -> new ValueHistory()).add(write.of(after.get(key)));
            }
        }
        whole.add(isKeptByKey(write.value()) ? write.of(KEPT_BY_KEY) : write);
        current = write.value();
    }

    private static Set<String> touched(Map<String, Object> before, Map<String, Object> after) {
        if (before.isEmpty()) {
            return after.keySet();
        }
        var touched = new LinkedHashSet<>(before.keySet());
        touched.addAll(after.keySet());
        return touched;
    }

    /** Remembers what a device asked for when the merge stored something else, or nothing. */
    void remember(String device, long version, @Nullable Object value) {
        sent = writable(sent);
        sent.remove(device);
        sent.put(device, new Sent(version, value));
        while (sent.size() > EntityHistory.DEVICES_REMEMBERED) {
            sent.remove(sent.keySet().iterator().next());
        }
    }

    @Nullable Object at(long version) {
        var value = whole.at(version);
        if (!KEPT_BY_KEY.equals(value)) {
            return value;
        }
        var map = new LinkedHashMap<String, Object>();
        keys.forEach((key, history) -> {
            var then = history.at(version);
            if (then != null) {
                map.put(key, then);
            }
        });
        return map;
    }

    /** What the device's author was looking at: the value at the base with the device's own later edits applied. */
    @Nullable Object baseOf(long base, String device) {
        var asked = Optional.ofNullable(sent.get(device)).filter(last -> last.version() > base);
        var stored = whole.latestOf(device, base);
        if (asked.isPresent()
                && stored.map(write -> write.version() <= asked.get().version()).orElse(true)) {
            return asked.get().value();
        }
        return stored.isPresent() ? at(stored.get().version()) : at(base);
    }

    boolean contestedSince(long base, String device) {
        return whole.contestedSince(base, device);
    }

    /** When the edit was made that wrote what stands now. */
    Instant writtenAt() {
        return whole.latest().map(Write::editedAt).orElse(Instant.MIN);
    }

    /** The same for one key of a map. */
    Instant writtenAt(String key) {
        return Optional.ofNullable(keys.get(key))
                .flatMap(ValueHistory::latest)
                .map(Write::editedAt)
                .orElse(Instant.MIN);
    }

    void forgetBefore(long version) {
        whole.forgetBefore(version);
        if (!keys.isEmpty()) {
            keys.values().forEach(history -> history.forgetBefore(version));
            keys.values().removeIf(ValueHistory::isGone);
        }
    }

    /** Histories are equal when the same happened: so tests can tell that sourcing events again changes nothing. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldHistory history
                && whole.equals(history.whole)
                && keys.equals(history.keys)
                && sent.equals(history.sent)
                && Objects.equals(current, history.current);
    }

    @Override
    public int hashCode() {
        return Objects.hash(whole, keys, sent, current);
    }

    private static <V> Map<String, V> writable(Map<String, V> map) {
        return map.isEmpty() ? new LinkedHashMap<>() : map;
    }

    /** A map that holds explicit nulls is kept whole: by key, a null could not be told from a missing key. */
    private static boolean isKeptByKey(@Nullable Object value) {
        return value instanceof Map<?, ?> map && map.values().stream().noneMatch(Objects::isNull);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> byKey(@Nullable Object value) {
        return isKeptByKey(value) && value != null ? (Map<String, Object>) value : Map.of();
    }
}
