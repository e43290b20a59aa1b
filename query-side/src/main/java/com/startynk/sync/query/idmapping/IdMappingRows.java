package com.startynk.sync.query.idmapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** Which entity a device's own name became. */
public final class IdMappingRows {

    private final JdbcOperations jdbc;

    public IdMappingRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** One name of one device. */
    public record Mapping(String deviceId, String localId, String entityType, String entityId) {}

    /** A mapping that is there already stays as it is. */
    public void save(Collection<Mapping> mappings) {
        if (!mappings.isEmpty()) {
            jdbc.batchUpdate(
                    """
                    INSERT INTO id_mapping (entity_id, entity_type, device_id, local_id) VALUES (?, ?, ?, ?)
                    ON DUPLICATE KEY UPDATE entity_id = entity_id
                    """,
                    mappings.stream()
                            .map(mapping -> new Object[] {
                                mapping.entityId(),
                                mapping.entityType(),
                                mapping.deviceId().getBytes(UTF_8),
                                mapping.localId().getBytes(UTF_8)
                            })
                            .toList());
        }
    }

    List<Mapping> find(String deviceId, String localId) {
        return jdbc.query(
                "SELECT entity_type, entity_id FROM id_mapping WHERE device_id = ? AND local_id = ?",
                (row, n) -> new Mapping(deviceId, localId, row.getString(1), row.getString(2)),
                deviceId.getBytes(UTF_8),
                localId.getBytes(UTF_8));
    }
}
