package com.startynk.sync.query.idmapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.platform.database.BulkRows;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** Which entity a device's own name became. */
public final class IdMappingRows {

    private final JdbcOperations jdbc;
    private final BulkRows<Mapping> all;
    private final BulkRows<Mapping> corrections;

    public IdMappingRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.all = rows(jdbc, "entity_id = entity_id");
        this.corrections = rows(
                jdbc, "entity_type = VALUES(entity_type), device_id = VALUES(device_id), local_id = VALUES(local_id)");
    }

    private static BulkRows<Mapping> rows(JdbcOperations jdbc, String onDuplicate) {
        return new BulkRows<>(
                jdbc,
                "INSERT INTO id_mapping (entity_id, entity_type, device_id, local_id)",
                "(?, ?, ?, ?)",
                onDuplicate,
                (mapping, statement, first) -> {
                    statement.setString(first, mapping.entityId());
                    statement.setString(first + 1, mapping.entityType());
                    statement.setBytes(first + 2, mapping.deviceId().getBytes(UTF_8));
                    statement.setBytes(first + 3, mapping.localId().getBytes(UTF_8));
                });
    }

    /** One name of one device. */
    public record Mapping(String deviceId, String localId, String entityType, String entityId) {}

    /** A mapping that is there already stays as it is. */
    public void save(List<Mapping> mappings) {
        all.save(mappings);
    }

    /** Which of these are missing, or otherwise. */
    public List<Mapping> wrong(List<Mapping> mappings) {
        if (mappings.isEmpty()) {
            return List.of();
        }
        var there = new HashSet<>(jdbc.query(
                "SELECT device_id, local_id, entity_type, entity_id FROM id_mapping WHERE entity_id IN ("
                        + String.join(", ", Collections.nCopies(mappings.size(), "?")) + ")",
                (row, n) -> new Mapping(
                        new String(row.getBytes(1), UTF_8),
                        new String(row.getBytes(2), UTF_8),
                        row.getString(3),
                        row.getString(4)),
                mappings.stream().map(Mapping::entityId).toArray()));
        return mappings.stream().filter(mapping -> !there.contains(mapping)).toList();
    }

    /** Writes mappings that were wrong. */
    public void correct(List<Mapping> mappings) {
        corrections.save(mappings);
    }

    List<Mapping> find(String deviceId, String localId) {
        return jdbc.query(
                "SELECT entity_type, entity_id FROM id_mapping WHERE device_id = ? AND local_id = ?",
                (row, n) -> new Mapping(deviceId, localId, row.getString(1), row.getString(2)),
                deviceId.getBytes(UTF_8),
                localId.getBytes(UTF_8));
    }
}
