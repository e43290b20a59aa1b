package com.startynk.sync.query.idmapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.query.platform.BulkRows;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** Which entity a device's own name became. */
public final class IdMappingRows {

    private final JdbcOperations jdbc;
    private final BulkRows<Mapping> all;

    public IdMappingRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.all = new BulkRows<>(
                jdbc,
                "INSERT INTO id_mapping (entity_id, entity_type, device_id, local_id)",
                "(?, ?, ?, ?)",
                "entity_id = entity_id",
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

    List<Mapping> find(String deviceId, String localId) {
        return jdbc.query(
                "SELECT entity_type, entity_id FROM id_mapping WHERE device_id = ? AND local_id = ?",
                (row, n) -> new Mapping(deviceId, localId, row.getString(1), row.getString(2)),
                deviceId.getBytes(UTF_8),
                localId.getBytes(UTF_8));
    }
}
