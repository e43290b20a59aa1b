package com.startynk.sync.push.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.platform.database.BulkRows;
import com.startynk.sync.platform.database.KeyLists;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What rules remember: the tables {@code push_subject} and {@code push_parked}. */
final class RuleRows {

    private final JdbcClient jdbc;
    private final BulkRows<Map.Entry<String, Subject>> subjects;
    private final JsonMapper json;

    RuleRows(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = JdbcClient.create(jdbc);
        this.subjects = new BulkRows<>(
                jdbc,
                "INSERT INTO push_subject (entity_id, entity_type, fields, deleted, sequence_number)",
                "(?, ?, ?, ?, ?)",
                "fields = VALUES(fields), deleted = VALUES(deleted), sequence_number = VALUES(sequence_number)",
                this::set);
        this.json = json;
    }

    /**
     * An entity as rules know it.
     *
     * @param fields of a deleted one as they were before
     * @param sequence of its last event
     */
    record Subject(String entityType, Map<String, JsonNode> fields, boolean deleted, long sequence) {

        /** Of which rules have not heard. */
        static final Subject NONE = new Subject("", Map.of(), false, -1);
    }

    /** Those that are known, by id. */
    Map<String, Subject> find(Collection<String> ids) {
        var subjects = new HashMap<String, Subject>();
        jdbc.sql("""
                        SELECT entity_id, entity_type, fields, deleted, sequence_number FROM push_subject
                        WHERE entity_id IN (:ids)
                        """).param("ids", KeyLists.padded(ids)).query(row -> {
            subjects.put(
                    row.getString("entity_id"),
                    new Subject(
                            row.getString("entity_type"),
                            fields(row.getString("fields")),
                            row.getBoolean("deleted"),
                            row.getLong("sequence_number")));
        });
        return subjects;
    }

    /** What a project is called, as far as rules have heard. */
    String projectName(String projectId) {
        var project = find(List.of(projectId)).getOrDefault(projectId, Subject.NONE);
        var name = project.fields().get("name");
        return name == null ? "–" : name.asString("–");
    }

    private Map<String, JsonNode> fields(String text) {
        var fields = new HashMap<String, JsonNode>();
        json.readTree(text).properties().forEach(member -> fields.put(member.getKey(), member.getValue()));
        return fields;
    }

    void save(Map<String, Subject> some) {
        subjects.save(List.copyOf(new TreeMap<>(some).entrySet()));
    }

    private void set(Map.Entry<String, Subject> entry, PreparedStatement statement, int first) throws SQLException {
        var subject = entry.getValue();
        statement.setString(first, entry.getKey());
        statement.setString(first + 1, subject.entityType());
        statement.setString(first + 2, json.writeValueAsString(new TreeMap<>(subject.fields())));
        statement.setBoolean(first + 3, subject.deleted());
        statement.setLong(first + 4, subject.sequence());
    }

    /** Forgets everything, for a replay. */
    void clear() {
        jdbc.sql("DELETE FROM push_subject").update();
        jdbc.sql("DELETE FROM push_parked").update();
    }

    /** Forgets what a person wanted, waited for and was. */
    void forget(String userId) {
        for (var table : List.of("push_parked", "push_preference", "push_manager")) {
            jdbc.sql("DELETE FROM " + table + " WHERE user_id = :user")
                    .param("user", userId.getBytes(UTF_8))
                    .update();
        }
    }

    /**
     * A mutation that waits, and whose it is.
     *
     * @param entityId null where an earlier release has noted down less
     * @param fields of those that it sets, what texts may name
     */
    record Parked(
            String userId,
            String entityType,
            @Nullable String entityId,
            @Nullable String projectId,
            Map<String, JsonNode> fields) {}

    void park(String parkingId, Parked parked) {
        jdbc.sql("""
                        INSERT INTO push_parked (parking_id, user_id, entity_type, entity_id, project_id, fields)
                        VALUES (:id, :user, :type, :entity, :project, :fields)
                        ON DUPLICATE KEY UPDATE parking_id = parking_id
                        """)
                .param("id", parkingId)
                .param("user", parked.userId().getBytes(UTF_8))
                .param("type", parked.entityType())
                .param("entity", parked.entityId())
                .param("project", parked.projectId())
                .param("fields", json.writeValueAsString(new TreeMap<>(parked.fields())))
                .update();
    }

    Optional<Parked> parked(String parkingId) {
        return jdbc.sql(
                        "SELECT user_id, entity_type, entity_id, project_id, fields FROM push_parked WHERE parking_id = :id")
                .param("id", parkingId)
                .query((row, n) -> parked(row))
                .optional();
    }

    private Parked parked(ResultSet row) throws SQLException {
        var fields = row.getString("fields");
        return new Parked(
                new String(row.getBytes("user_id"), UTF_8),
                row.getString("entity_type"),
                row.getString("entity_id"),
                row.getString("project_id"),
                fields == null ? Map.of() : fields(fields));
    }

    void unpark(String parkingId) {
        jdbc.sql("DELETE FROM push_parked WHERE parking_id = :id")
                .param("id", parkingId)
                .update();
    }
}
