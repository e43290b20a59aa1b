package com.startynk.sync.standalone.convergence.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An entity with all that ever happened to it. */
final class ModelEntity {

    private final String type;
    private final String home;
    private final List<Version> versions = new ArrayList<>();
    private final List<Wish> wishes = new ArrayList<>();

    /** Fields that a device's accepted edit asked for; whatever was stored, its author goes on from there. */
    private record Wish(long version, String device, Map<String, Object> fields) {}

    ModelEntity(String type, String home) {
        this.type = type;
        this.home = home;
    }

    String type() {
        return type;
    }

    String home() {
        return home;
    }

    long version() {
        return versions.size();
    }

    Version latest() {
        return versions.get(versions.size() - 1);
    }

    boolean isDeleted() {
        return latest().deleted();
    }

    Object current(String field) {
        return latest().fields().get(field);
    }

    Map<String, Object> data() {
        return dataAt(version());
    }

    /** What readers saw at a version. */
    Map<String, Object> dataAt(long number) {
        var version = versions.get((int) number - 1);
        return version.deleted() ? Map.of() : version.fields();
    }

    void write(Mutation by, Map<String, Object> written, boolean deleted) {
        var fields = versions.isEmpty() ? new HashMap<String, Object>() : new HashMap<>(latest().fields());
        fields.putAll(written);
        fields.values().removeIf(Objects::isNull);
        versions.add(new Version(version() + 1, by.author(), by.at(), written, fields, deleted));
    }

    void accepted(String device, Map<String, Object> asked) {
        wishes.add(new Wish(version(), device, asked));
    }

    boolean isStale(long base, String device) {
        return since(base).stream().anyMatch(version -> version.isOfAnotherThan(device));
    }

    boolean isContested(String field, long base, String device) {
        return since(base).stream()
                .anyMatch(version ->
                        version.isOfAnotherThan(device) && version.written().containsKey(field));
    }

    private List<Version> since(long base) {
        return versions.subList((int) base, versions.size());
    }

    /** The state at the base with the device's own later accepted edits applied. */
    Object baseOf(String field, long base, String device) {
        var value = versions.get((int) base - 1).fields().get(field);
        for (var wish : wishes) {
            if (wish.version() > base
                    && wish.device().equals(device)
                    && wish.fields().containsKey(field)) {
                value = wish.fields().get(field);
            }
        }
        return value;
    }

    Instant writtenAt(String field) {
        var at = Instant.MIN;
        for (var version : versions) {
            if (version.written().containsKey(field)) {
                at = version.at();
            }
        }
        return at;
    }

    /** When this key of a map got what it has now. */
    Instant writtenAt(String field, String key) {
        var at = Instant.MIN;
        Object before = null;
        for (var version : versions) {
            var value = Merge.keys(version.fields().get(field)).get(key);
            if (!Objects.equals(before, value)) {
                at = version.at();
            }
            before = value;
        }
        return at;
    }
}
