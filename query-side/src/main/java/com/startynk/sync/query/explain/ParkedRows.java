package com.startynk.sync.query.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** Parked mutations of a device for one entity. */
public final class ParkedRows {

    private static final int MOST = 100;

    private final JdbcOperations jdbc;

    public ParkedRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    List<Explanation.Parked> of(String deviceId, String entityId) {
        return jdbc.query(
                "SELECT mutation_id, state, attempts, error_code FROM sync_queue WHERE device_id = ? AND entity_id = ?"
                        + " ORDER BY parked_at, mutation_id LIMIT " + MOST,
                (row, n) -> new Explanation.Parked(row.getString(1), row.getString(2), row.getInt(3), row.getString(4)),
                deviceId.getBytes(UTF_8),
                entityId);
    }
}
