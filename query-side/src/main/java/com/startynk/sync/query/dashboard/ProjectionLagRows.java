package com.startynk.sync.query.dashboard;

import java.time.Duration;
import java.time.Instant;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.JdbcOperations;

/** How old the oldest event is that is stored and not projected, whichever node projects. */
final class ProjectionLagRows {

    private final JdbcOperations jdbc;
    private final Serializer serializer;
    private final String processor;

    ProjectionLagRows(JdbcOperations jdbc, Serializer serializer, String processor) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.processor = processor;
    }

    Duration now(Instant now) {
        return jdbc
                .queryForList(
                        "SELECT time_stamp FROM domain_event WHERE global_index > ? AND type = 'SyncedEntity'"
                                + " ORDER BY global_index LIMIT 1",
                        String.class,
                        projectedTo())
                .stream()
                .map(at -> Duration.between(Instant.parse(at), now))
                .filter(lag -> !lag.isNegative())
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private long projectedTo() {
        return jdbc
                .query(
                        "SELECT token, token_type FROM tracking_token WHERE processor_name = ? AND segment = 0"
                                + " AND token IS NOT NULL",
                        (row, n) -> token(row.getBytes(1), row.getString(2))
                                .position()
                                .orElse(-1),
                        processor)
                .stream()
                .findFirst()
                .orElse(-1L);
    }

    private TrackingToken token(byte[] stored, String type) {
        return serializer.deserialize(new SimpleSerializedObject<>(stored, byte[].class, type, null));
    }
}
