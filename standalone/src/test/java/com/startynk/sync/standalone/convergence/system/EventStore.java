package com.startynk.sync.standalone.convergence.system;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The event store read from its beginning, by nobody's code but this: what it amounts to must be what the read model says. */
public final class EventStore {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Rebuilt> entities = new HashMap<>();
    private final Map<String, String> mutations = new HashMap<>();
    private final List<String> doubled = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();

    /** An entity as its events have made it. */
    private static final class Rebuilt {

        private final Map<String, Object> fields = new HashMap<>();
        private long version;
        private boolean deleted;
    }

    private EventStore() {}

    /** Reads every event, and compares what they amount to with the read model. */
    public static EventStore read(JdbcOperations jdbc) {
        var store = new EventStore();
        jdbc.query("""
            SELECT aggregate_identifier, payload_type, payload FROM domain_event
            WHERE payload_type LIKE 'com.startynk.sync.events.entity.%'
            ORDER BY aggregate_identifier, sequence_number
            """, store::take);
        jdbc.query("SELECT entity_id, version, deleted, data FROM synced_entity", store::compare);
        store.entities.keySet().forEach(id -> store.differences.add(id + " is not in the read model"));
        jdbc.query(
                "SELECT payload FROM domain_event WHERE payload_type LIKE '%.MutationParked'",
                row -> {
                    var parked = event(row.getBytes(1)).at("/item/mutationId").asString();
                    store.mutations.putIfAbsent(parked, "the parked ones");
                });
        return store;
    }

    private static JsonNode event(byte[] payload) {
        return JSON.readTree(new String(payload, StandardCharsets.UTF_8));
    }

    private void take(ResultSet row) throws SQLException {
        var id = row.getString(1);
        var type = row.getString(2);
        var event = event(row.getBytes(3));
        once(id, event.at("/mutation/mutationId").asString());
        if (type.endsWith(".ConflictDetected") || type.endsWith(".MutationAcknowledged")) {
            return;
        }
        var entity = entities.computeIfAbsent(id, any -> new Rebuilt());
        var version = type.endsWith(".EntityCreated") ? 1 : event.get("version").longValue();
        if (version != ++entity.version) {
            differences.add(id + " has version " + version + " in the place of " + entity.version);
        }
        entity.deleted = type.endsWith(".EntityDeleted");
        entity.fields.putAll(PlainJson.object(event.path("fields")));
        entity.fields.values().removeIf(Objects::isNull);
    }

    private void once(String entity, String mutation) {
        var before = mutations.put(mutation, entity);
        if (before != null) {
            doubled.add("mutation " + mutation + " of " + before + " is stored again, in " + entity);
        }
    }

    private void compare(ResultSet row) throws SQLException {
        var id = row.getString(1);
        var entity = entities.remove(id);
        var data = PlainJson.object(JSON.readTree(row.getString(4)));
        if (entity == null) {
            differences.add(id + " is in the read model only");
        } else if (entity.version != row.getLong(2)
                || entity.deleted != row.getBoolean(3)
                || !entity.fields.equals(data)) {
            differences.add(id + " is version " + row.getLong(2) + " " + data
                    + " in the read model, and by its events version " + entity.version + " " + entity.fields);
        }
    }

    /** Of these mutations those that left no trace. */
    public List<String> lost(Collection<String> acknowledged) {
        return acknowledged.stream()
                .filter(mutation -> !mutations.containsKey(mutation))
                .map(mutation -> "mutation " + mutation + " was acknowledged and is not stored")
                .toList();
    }

    /** Mutations that were stored more than once. */
    public List<String> doubled() {
        return doubled;
    }

    /** Where the read model and the events do not agree. */
    public List<String> differences() {
        return differences;
    }
}
